#!/bin/sh
# Get the programs that the tests run and pip can't install; print the path of Chromium.
# `prepare_tests.sh servers` gets all but Chromium.
# $CHROMIUM names a browser. Root on Debian gets what is missing; others are told what to install.
set -eu

say() { echo "$*" >&2; }

install_packages() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing for the tests: $*"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -qy --no-install-recommends "$@"; } >&2
}

find_browser() {
    for browser in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        command -v "$browser" && return
    done
    return 1
}

# nginx is often kept where only root looks.
PATH=$PATH:/usr/sbin
{ command -v redis-server && command -v nginx; } >/dev/null ||
    install_packages redis-server nginx-light || {
    say "The tests need redis-server and nginx: install them, and Chromium or Chrome."
    exit 1
}
[ "${1:-}" != servers ] || exit 0

if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" || {
        say "CHROMIUM is $CHROMIUM, which can't be run: give the path of a Chromium or Chrome."
        exit 1
    }
    exit
fi

find_browser && exit
# libatomic1 is for the Node that Playwright brings.
install_packages chromium fonts-dejavu-core libatomic1 && find_browser && exit
say "The tests need Chromium or Chrome: install one, or name it: make test CHROMIUM=/path/to/chromium"
exit 1
