# One image for every command: `start` unless told otherwise, e.g. `docker compose run --rm app migrate`.
ARG BUN_VERSION=1.4.5

FROM oven/bun:${BUN_VERSION}-slim AS packages
WORKDIR /app
COPY package.json bun.lock ./
# Nothing reads the compiler that packages ask for as a peer, nor more of face-api than one net's weights.
RUN bun install --frozen-lockfile --production --ignore-scripts \
  && rm -rf node_modules/typescript node_modules/@typescript node_modules/.bin \
  && find node_modules/@vladmandic/face-api -type f \
    ! -name package.json ! -name LICENSE ! -name 'tiny_face_detector_model*' -delete

FROM oven/bun:${BUN_VERSION}-slim
# As in package.json's `start`: glibc and Bun read these before any code of ours runs.
ENV NODE_ENV=production \
  MALLOC_ARENA_MAX=1 \
  MALLOC_TRIM_THRESHOLD_=131072 \
  BUN_JSC_forceRAMSize=33554432 \
  BUN_JSC_minEdenToOldGenerationRatio=0.3
WORKDIR /app
# Everything belongs to root, so the process cannot change its own code; data/ is for SQLite and a folder.
RUN install --directory --owner=1000 --group=1000 data
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY machines machines
COPY db db
COPY src src
# A number, because Kubernetes cannot tell whether a name is root's.
USER 1000:1000
EXPOSE 8080
# That it lives, not that its stores do: a restart of the database must not restart the bot.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bun", "-e", "const { ok } = await fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`); process.exit(ok ? 0 : 1)"]
ENTRYPOINT ["bun", "src/main.ts"]
CMD ["start"]
