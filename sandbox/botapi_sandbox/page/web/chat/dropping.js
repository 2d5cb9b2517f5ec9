// Files dragged onto the chat.

/** Marks `root` while files hang above it and hands over what is dropped. */
export function receiveDrops(root, take) {
  let depth = 0; // entering a child comes before leaving its parent
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const mark = (change) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    root.classList.toggle("dropping", depth > 0);
  };
  root.addEventListener("dragenter", (event) => holdsFiles(event) && mark(1));
  root.addEventListener("dragleave", (event) => holdsFiles(event) && mark(-1));
  root.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  root.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(0);
    take([...event.dataTransfer.files]);
  });
}
