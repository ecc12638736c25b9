# The two WebAssembly programs of the page. More link options (exported functions, runtime methods) belong beside the sources that need
# them: src/platform/web/engine/link.cmake and src/platform/web/app/link.cmake, included here if they exist.

set(web_link_options -sMODULARIZE=1 -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB
  -sINCOMING_MODULE_JS_API=wasmBinary,instantiateWasm,locateFile,canvas,print,printErr,onAbort,onRuntimeInitialized
  -sSUPPORT_LONGJMP=0 --no-entry)

function(klarsicht_web_program target)
  cmake_parse_arguments(program "" "OUTPUT" "SOURCES" ${ARGN})
  if(NOT program_SOURCES)
    set(program_SOURCES ${PROJECT_BINARY_DIR}/generated/empty.cpp)
  endif()
  add_executable(${target} ${program_SOURCES})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${program_OUTPUT} SUFFIX .js)
  target_link_libraries(${target} PRIVATE klarsicht_flags klarsicht_core)
  target_link_options(${target} PRIVATE ${web_link_options})
endfunction()

# --- size: what the page loads ------------------------------------------------------------------------------------------

# Everything at -O3 is 1 MB brotli. What runs once a file, not once a cell, is built for size; checks and the telling of meanings, which
# look at distinct values, with some care for speed. Reading, tables, profile and statistics stay at -O3: of reading, only what looks at the
# beginning of a file, at its directory or at its formats is small.
set(small ${core_sources})
list(FILTER small INCLUDE REGEX "/src/(audit|base|ingest|record|remedy|report|session|training|profile/meaning|profile/patterns|profile/values)")
list(FILTER small EXCLUDE REGEX "/src/base/(fold|sha256|shortest_number)")
list(FILTER small EXCLUDE REGEX "/src/ingest/(column_builder|encoding|offset_ingest|table_builder|gzip/|zip/inflater)")
list(FILTER small EXCLUDE REGEX "/src/ingest/csv/(csv_ingest|rows)|/src/ingest/xlsx/(cell_value|shared_strings|sheet_table|sheet_xml|xml)")
set(smallest ${small})
list(FILTER smallest INCLUDE REGEX "/src/(base/|ingest/|record/|remedy/|report/|session/|training/|audit/(plan|suggest|rules|inputs|column_report|ethics/|skills/|bias/))")
# What tells, and counts nothing.
set(telling ${small})
list(FILTER telling INCLUDE REGEX "/src/audit/(audit|area_status|check|context|digest|figure|names|outcome|registry|told_groups|used_limits|wanted_roles|what_if/.*|card|dividing_columns|hidden_names|measure_tree|offered_remedies|reading_order|understanding.*|chosen_meaning|name_words|customers_text|shown_values|known_values|privacy/(attribute_disclosure|data_minimisation|personal_.*|reidentification)|quality/(assignment|completeness|constant|encoding|outliers|structure|timeliness))\\.cpp$")
list(APPEND smallest ${telling})
# Of the bias checks these look at every row; the others tell what was counted.
list(FILTER smallest EXCLUDE REGEX "/src/audit/bias/(checks/conditional|counts/(cube|proxy_counts|score_curves|subgroup_search))\\.cpp$")
list(REMOVE_ITEM small ${smallest})
# Statistics of groups and thresholds, not of rows.
set(figures ${core_sources})
list(FILTER figures INCLUDE REGEX "/src/stats/(association_intervals|confusion|contingency|decorrelate|disparity|interval|joint_prediction|parity_thresholds|sample_quantile|scores|stratified|tests|welch)\\.cpp$")
list(APPEND smallest ${figures})
set_source_files_properties(${small} PROPERTIES COMPILE_OPTIONS -Os)
set_source_files_properties(${smallest} PROPERTIES COMPILE_OPTIONS -Oz)

# --- engine: in the worker, holds the data -------------------------------------------------------------------------------

set(engine_sources ${PROJECT_SOURCE_DIR}/src/platform/web/engine/abi.cpp)
klarsicht_web_program(klarsicht_engine OUTPUT engine SOURCES ${engine_sources})
klarsicht_embed(klarsicht_assets_engine ${engine_assets})
target_link_libraries(klarsicht_engine PRIVATE klarsicht_door klarsicht_assets_engine)
# Not -Oz, which is 10 kB less: reading a file takes a tenth longer then. To run the optimiser until nothing changes, with
# what it knows of the whole program, is 3 kB less for nothing.
target_link_options(klarsicht_engine PRIVATE -O3 -sBINARYEN_EXTRA_PASSES=--converge,--gufa-optimizing -sEXPORT_NAME=KlarsichtEngine -sENVIRONMENT=worker,node
  -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8)
include(${PROJECT_SOURCE_DIR}/src/platform/web/engine/link.cmake OPTIONAL)

# --- app: on the page, draws ---------------------------------------------------------------------------------------------

add_library(imgui STATIC ${KLARSICHT_IMGUI}/imgui.cpp ${KLARSICHT_IMGUI}/imgui_draw.cpp ${KLARSICHT_IMGUI}/imgui_tables.cpp
  ${KLARSICHT_IMGUI}/imgui_widgets.cpp ${KLARSICHT_IMGUI}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${KLARSICHT_IMGUI} ${KLARSICHT_IMGUI}/backends)
target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
# The renderer's questions for the current state would wait for the graphics process: src/platform/web/app/gl_state.cpp answers.
target_compile_definitions(imgui PRIVATE glGetIntegerv=klarsicht_gl_state)
target_compile_options(imgui PRIVATE -Oz -fno-exceptions -fno-rtti -msimd128 -ffile-prefix-map=${KLARSICHT_IMGUI}/=imgui/)

klarsicht_sources(app_sources src/app src/platform/web/app)
list(FILTER app_sources EXCLUDE REGEX "/src/app/model/")
klarsicht_fonts(fonts)
klarsicht_embed(klarsicht_assets_app ${app_assets} ${fonts})
add_custom_target(klarsicht_icons DEPENDS ${PROJECT_BINARY_DIR}/generated/app_icons.h)

klarsicht_web_program(klarsicht_app OUTPUT app SOURCES ${app_sources})
add_dependencies(klarsicht_app klarsicht_icons)
target_include_directories(klarsicht_app PRIVATE ${PROJECT_BINARY_DIR}/generated) # app_icons.h
# Drawing waits for a person, and a frame is drawn only when something happened.
foreach(cold klarsicht_app klarsicht_app_model klarsicht_door)
  target_compile_options(${cold} PRIVATE -Oz)
endforeach()
target_link_libraries(klarsicht_app PRIVATE klarsicht_app_model klarsicht_assets_app imgui)
target_link_options(klarsicht_app PRIVATE -Oz -sEXPORT_NAME=KlarsichtApp -sENVIRONMENT=web -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
  -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8)
include(${PROJECT_SOURCE_DIR}/src/platform/web/app/link.cmake OPTIONAL)
