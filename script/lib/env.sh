# shellcheck shell=bash
# `source script/lib/env.sh` after script/bootstrap: exports the toolchain to the shell that sources it.

# shellcheck source=script/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ -r "$toolchain_file" ] || die "no toolchain recorded yet: run script/bootstrap first"
# Written by script/bootstrap: KLARSICHT_EMSCRIPTEN, KLARSICHT_EM_CONFIG, KLARSICHT_IMGUI, KLARSICHT_ZLIB,
# KLARSICHT_EXPAT, KLARSICHT_HEADERS, KLARSICHT_GTEST, KLARSICHT_FONTTOOLS, KLARSICHT_CXX, KLARSICHT_CC. shellcheck
# disable=SC1090
source "$toolchain_file"

export CC=$KLARSICHT_CC CXX=$KLARSICHT_CXX
export EMCC=$KLARSICHT_EMSCRIPTEN/emcc EMXX=$KLARSICHT_EMSCRIPTEN/em++
EM_COMPILER_WRAPPER=$(command -v ccache) # emscripten asks for the whole path
export EM_COMPILER_WRAPPER
if [ -n "$KLARSICHT_EM_CONFIG" ]; then
  export EM_CONFIG=$KLARSICHT_EM_CONFIG
  EM_NODE_JS=$(command -v node)
  export EM_NODE_JS
fi
if [ -n "$KLARSICHT_FONTTOOLS" ]; then
  export PYTHONPATH=$KLARSICHT_FONTTOOLS${PYTHONPATH:+:$PYTHONPATH}
fi
# Paths are recorded relative to the checkout, so that another clone finds the same objects.
export CCACHE_BASEDIR=$project_root CCACHE_NOHASHDIR=1 CCACHE_COMPILERCHECK=content
# A compiled header (cmake/precompiled.cmake) is cached like an object; what its macros say is in it.
export CCACHE_SLOPPINESS=pch_defines,time_macros
export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-5G}
