# New files are picked up by the next build; a folder that is empty or not there yet gives an empty target.

file(WRITE ${PROJECT_BINARY_DIR}/generated/empty.cpp.in "// Keeps a target without sources alive.\n")
configure_file(${PROJECT_BINARY_DIR}/generated/empty.cpp.in ${PROJECT_BINARY_DIR}/generated/empty.cpp COPYONLY)
file(WRITE ${PROJECT_BINARY_DIR}/generated/empty_main.cpp.in "int main() { return 2; }\n")
configure_file(${PROJECT_BINARY_DIR}/generated/empty_main.cpp.in ${PROJECT_BINARY_DIR}/generated/empty_main.cpp COPYONLY)

# klarsicht_sources(RESULT FOLDER...): every .cpp below the folders, sorted.
function(klarsicht_sources result)
  set(patterns "")
  foreach(folder IN LISTS ARGN)
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  endforeach()
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${patterns})
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# klarsicht_program(NAME OUTPUT name WASM_OUTPUT name SOURCES ...): a command-line program; as WebAssembly it runs under Node with the
# same arguments, files, standard input and exit status.
function(klarsicht_program target)
  cmake_parse_arguments(program "" "OUTPUT;WASM_OUTPUT" "SOURCES" ${ARGN})
  if(NOT program_SOURCES)
    set(program_SOURCES ${PROJECT_BINARY_DIR}/generated/empty_main.cpp)
  endif()
  if(KLARSICHT_SANITIZE)
    list(APPEND program_SOURCES ${PROJECT_SOURCE_DIR}/cmake/assertions_on.cpp)
  endif()
  add_executable(${target} ${program_SOURCES})
  target_link_libraries(${target} PRIVATE klarsicht_flags)
  if(EMSCRIPTEN)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${program_WASM_OUTPUT} SUFFIX .mjs)
    set(environment ${PROJECT_SOURCE_DIR}/cmake/node_environment.js)
    set(launch ${PROJECT_SOURCE_DIR}/cmake/run_in_node.js)
    target_link_options(${target} PRIVATE -O2 -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1
      -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB --pre-js=${environment} --extern-post-js=${launch})
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${environment} ${launch})
  else()
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${program_OUTPUT})
  endif()
endfunction()
