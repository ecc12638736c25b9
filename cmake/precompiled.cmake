# klarsicht_precompile(TARGET NAME): every source of TARGET starts with cmake/precompiled/NAME.h, which is parsed once with TARGET's flags.
# GoogleTest and JSON are half of what a test costs to compile.
#
# CMake's own target_precompile_headers would write the path of this clone into the compiled header, and with it the cache of another clone
# would be of no use. So the header lies beside the libraries' headers, under the hash of what it says, and the compiled one is an object.
function(klarsicht_precompile target name)
  set(text ${PROJECT_SOURCE_DIR}/cmake/precompiled/${name}.h)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${text})
  file(SHA256 ${text} hash)
  string(SUBSTRING ${hash} 0 12 hash)
  set(header ${KLARSICHT_HEADERS}/precompiled/${name}-${hash}.h)
  if(NOT EXISTS ${header})
    configure_file(${text} ${header} COPYONLY)
  endif()

  set(compiled ${target}_${name}_header)
  add_library(${compiled} OBJECT ${header})
  set_source_files_properties(${header} PROPERTIES LANGUAGE CXX)
  foreach(property COMPILE_OPTIONS COMPILE_DEFINITIONS INCLUDE_DIRECTORIES)
    set_property(TARGET ${compiled} PROPERTY ${property} $<TARGET_PROPERTY:${target},${property}>)
  endforeach()
  # The time of a header says nothing: the cache gives it another one.
  target_compile_options(${compiled} PRIVATE -xc++-header "SHELL:-Xclang -emit-pch" "SHELL:-Xclang -fno-pch-timestamp"
    -fpch-instantiate-templates -Wno-unused)
  set_target_properties(${compiled} PROPERTIES EXCLUDE_FROM_ALL ON)

  # Sources can only be told to wait for a file with a name of its own.
  set(ready ${PROJECT_BINARY_DIR}/generated/${compiled}.pch)
  add_custom_command(OUTPUT ${ready} COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_OBJECTS:${compiled}> ${ready}
    DEPENDS ${compiled} $<TARGET_OBJECTS:${compiled}> VERBATIM)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS "-include-pch;${ready}" OBJECT_DEPENDS ${ready})
endfunction()
