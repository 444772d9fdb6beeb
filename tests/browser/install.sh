#!/bin/sh
# Finds or installs what browser tests need: a Chromium and a Chinese font. Tries the system's packages, then Playwright's.
set -u

have_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || ls "$HOME"/.cache/ms-playwright/chromium-*/ ; }
have_browser >/dev/null 2>&1 && exit 0

if command -v apt-get >/dev/null 2>&1; then
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    echo "Installing Chromium and a Chinese font with apt-get …"
    $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
fi
have_browser >/dev/null 2>&1 && exit 0

echo "Installing Chromium with Playwright …"
.venv/bin/playwright install chromium
have_browser >/dev/null 2>&1 && exit 0

echo "No Chromium could be installed. Install one (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk), then run make test again." >&2
exit 1
