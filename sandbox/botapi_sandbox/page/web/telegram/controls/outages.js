// The manners of an outage, in words.

export const OUTAGES = {
  html_502: "502 pages",
  html_504: "504 pages",
  error_500: "error 500",
  refuse: "port closed",
  hang: "no answers",
  drop: "connections cut",
};
