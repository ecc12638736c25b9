# Assets into programs: assets/**, shaders/*.glsl and the fonts become C++ sources in the build tree (script/embed.mjs).
# In the program an asset is named by its path below assets/ ("rules/eu-2026-11.json"), or "shaders/…", "fonts/…".

find_program(KLARSICHT_NODE node REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# What the core embeds, of that the page's engine, and what the app embeds.
function(klarsicht_find_assets core engine app)
  file(GLOB_RECURSE all CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/assets/*)
  file(GLOB_RECURSE shaders CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/shaders/*.glsl)
  list(FILTER all EXCLUDE REGEX "/(README\\.md|\\.[^/]*)$")
  set(for_app ${all})
  # Texts the app has from the page, which asks the engine for them: they would be there twice.
  list(FILTER for_app INCLUDE REGEX "/assets/app/")
  list(FILTER for_app EXCLUDE REGEX "/assets/app/icons\\.txt$") # chooses what the icon font holds
  set(for_core ${all})
  list(FILTER for_core EXCLUDE REGEX "/assets/app/")
  set(for_engine ${for_core})
  list(FILTER for_engine EXCLUDE REGEX "/i18n/[a-z]+/errors_cli\\.json$") # the command's own
  list(FILTER for_core EXCLUDE REGEX "/i18n/[a-z]+/app\\.json$") # what is only drawn
  set(${core} ${for_core} PARENT_SCOPE)
  set(${engine} ${for_engine} PARENT_SCOPE)
  set(${app} ${for_app} ${shaders} PARENT_SCOPE)
endfunction()

# klarsicht_embed(TARGET FILE...): a static library that defines src/base/asset.h for these files.
function(klarsicht_embed target)
  set(source ${PROJECT_BINARY_DIR}/generated/${target}.cpp)
  # The list is a file, so that a removed asset makes the source anew.
  file(GENERATE OUTPUT ${source}.files CONTENT "$<JOIN:${ARGN},\n>\n")
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${KLARSICHT_NODE} ${PROJECT_SOURCE_DIR}/script/embed.mjs ${source} ${source}.files
            ${PROJECT_SOURCE_DIR}/assets/ ${PROJECT_SOURCE_DIR}/ ${PROJECT_BINARY_DIR}/generated/
    DEPENDS ${ARGN} ${source}.files ${PROJECT_SOURCE_DIR}/script/embed.mjs
    COMMENT "Embedding assets: ${target}"
    VERBATIM)
  add_library(${target} STATIC ${source})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${target} PRIVATE klarsicht_flags)
  target_compile_options(${target} PRIVATE -Wno-overlength-strings -Wno-invalid-utf8)
endfunction()

# Fonts, cut to the characters the app shows, and app_icons.h with the names of the icons.
function(klarsicht_fonts result)
  set(out ${PROJECT_BINARY_DIR}/generated)
  set(inter ${PROJECT_SOURCE_DIR}/node_modules/@expo-google-fonts/inter)
  set(lucide ${PROJECT_SOURCE_DIR}/node_modules/lucide-static/font)
  set(icons ${PROJECT_SOURCE_DIR}/assets/app/icons.txt)
  set(fonts ${out}/fonts/inter-regular.ttf ${out}/fonts/inter-semibold.ttf ${out}/fonts/inter-bold.ttf ${out}/fonts/icons.ttf)
  add_custom_command(
    OUTPUT ${fonts} ${out}/app_icons.h
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/script/subset_fonts.py --inter ${inter} --lucide ${lucide} --icons ${icons} --out ${out}
    DEPENDS ${PROJECT_SOURCE_DIR}/script/subset_fonts.py ${icons} ${PROJECT_SOURCE_DIR}/package-lock.json
    COMMENT "Cutting the fonts to the characters the app shows"
    VERBATIM)
  set(${result} ${fonts} PARENT_SCOPE)
endfunction()
