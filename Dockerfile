FROM node:20-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock

FROM python:3.11-slim-bookworm
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 VAR=/data STATIC_ROOT=/app/built DEMO=0
RUN useradd --uid 1000 --no-create-home ledger && install -d -o ledger /data /data/media
COPY --from=packages /app/.venv .venv
COPY . .
# Static files are built into the image; the front-end packages they come from are not kept.
RUN --mount=from=assets,source=/app/node_modules,target=/app/node_modules \
    SECRET_KEY=build python manage.py collectstatic --noinput -v0
USER ledger
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000"]
