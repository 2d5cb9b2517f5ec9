# Herald in a container: docker build -t herald . && docker run --env-file .env -v herald:/app/data herald
# The version that the lock file is made with.
FROM python:3.11-slim AS build
WORKDIR /source
# For several machines, or PostgreSQL: docker build --build-arg REQUIREMENTS=requirements-fleet.lock
ARG REQUIREMENTS=requirements.lock
COPY requirements.lock requirements-fleet.lock requirements-build.lock ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check \
      --require-hashes --only-binary :all: -r "$REQUIREMENTS" \
 && pip install --no-cache-dir --disable-pip-version-check --target /tools \
      --require-hashes --only-binary :all: -r requirements-build.lock
COPY . .
# Compiled on the way: the user below cannot write there, and starts would be slower.
RUN PYTHONPATH=/tools /venv/bin/pip install --no-cache-dir --disable-pip-version-check \
      --no-deps --no-build-isolation --no-index .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin herald
WORKDIR /app
COPY --from=build /venv /venv
COPY deploy/health.py health.py
# /healthz is only reached from inside unless HTTP_HOST says otherwise.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/app/data HTTP_HOST=127.0.0.1 HTTP_PORT=8080
RUN mkdir data && chown herald:herald data
USER herald
VOLUME /app/data
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "health.py"]
# An --env-file with HTTP_PORT= would take the port away, and with it the health check. By exec the
# shell becomes the bot: SIGTERM reaches it, and it needs up to 9 s to end well (the default is 10).
STOPSIGNAL SIGTERM
ENTRYPOINT ["/bin/sh", "-c", "export HTTP_PORT=\"${HTTP_PORT:-8080}\"; exec herald \"$@\"", "herald"]
