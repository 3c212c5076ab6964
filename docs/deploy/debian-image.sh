#!/bin/sh
# The image of the Dockerfile from Debian's packages alone, for machines that no registry of images is in reach of. As root:
#   apt-get install mmdebstrap buildah && ./mvnw -Pplatform -DskipTests package && sh docs/deploy/debian-image.sh target/marksheet.jar
# BUILDAH_ISOLATION=chroot builds inside of containers and machines without namespaces as well.
set -eu
jar=$1
base=$(mktemp)
mmdebstrap --variant=minbase --include=openjdk-17-jre-headless,ca-certificates,curl \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  bookworm - > "$base"

c=$(buildah from scratch)
buildah add "$c" "$base" / && rm "$base"
buildah copy "$c" "$jar" /app/marksheet.jar
buildah run "$c" -- sh -eu -c '
  groupadd --gid 10001 marksheet && useradd --uid 10001 --gid marksheet --home-dir /data marksheet
  mkdir -p /data && chown marksheet:marksheet /data && cd /app
  java -XX:ArchiveClassesAtExit=marksheet.jsa -jar /app/marksheet.jar --server.port=18080 --marksheet.outputs-dir=/tmp/outputs > /dev/null & p=$!
  until curl -sf -o /dev/null http://127.0.0.1:18080/actuator/health/readiness; do kill -0 $p && sleep 1; done
  kill $p && { wait $p || true; } && test -s marksheet.jsa && rm -rf /tmp/outputs'
buildah config --user 10001:10001 --workingdir /data --volume /data --port 8080 --stop-signal SIGTERM \
  --env SERVER_ADDRESS=0.0.0.0 --env MARKSHEET_OUTPUTS_DIR=/data \
  --entrypoint '["java", "-XX:SharedArchiveFile=/app/marksheet.jsa", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/marksheet.jar"]' \
  --healthcheck 'curl -sf -o /dev/null http://127.0.0.1:8080/actuator/health/readiness' "$c"
buildah commit --format docker --rm "$c" marksheet
