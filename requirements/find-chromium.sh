#!/bin/sh
# Browser tests want a Chromium. As root it is installed with apt; else this says how. Without one those tests are skipped.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium for the browser tests (once)"
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium >/dev/null && exit 0
fi
echo "No Chromium found: browser tests will be skipped. To run them install it, on Debian: apt install chromium" >&2
exit 0
