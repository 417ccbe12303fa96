#!/bin/sh
# Tests of words in pictures want Tesseract's language data, and letters to draw; tests of words in speech want a voice. As
# root they are installed with apt; else this says how. Without them those tests are skipped.
packages="tesseract-ocr-eng tesseract-ocr-rus tesseract-ocr-ara tesseract-ocr-fra tesseract-ocr-deu tesseract-ocr-tur tesseract-ocr-spa fonts-dejavu-core libfribidi0 espeak-ng"
missing() {
    for package in $packages; do
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q 'install ok installed' || return 0
    done
    return 1
}
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No apt here: tests of words in pictures and in speech are skipped unless Tesseract's data for eng, rus, ara, fra, deu, tur and spa, and espeak-ng, are found." >&2
    exit 0
fi
missing || exit 0
if [ "$(id -u)" = 0 ]; then
    echo "installing language data of Tesseract, and a voice, for tests (once)"
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >/dev/null && exit 0
fi
echo "Tests of words in pictures and in speech will be skipped. To run them: apt install $packages" >&2
exit 0
