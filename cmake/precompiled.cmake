# klarsicht_precompile(NAME TARGET...): every source of the targets starts with cmake/precompiled/NAME.h, which is parsed once, with the
# flags of the first target. GoogleTest, JSON and the standard library are half of what a source costs to compile.
#
# CMake's own target_precompile_headers would write the path of this clone into the compiled header, and with it the cache of another clone
# would be of no use. So the header lies beside the libraries' headers, under the hash of what it says, and the compiled one is an object.
function(klarsicht_precompile name first)
  set(text ${PROJECT_SOURCE_DIR}/cmake/precompiled/${name}.h)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${text})
  file(SHA256 ${text} hash)
  string(SUBSTRING ${hash} 0 12 hash)
  set(header ${KLARSICHT_HEADERS}/precompiled/${name}-${hash}.h)
  if(NOT EXISTS ${header})
    configure_file(${text} ${header} COPYONLY)
  endif()

  set(compiled precompiled_${name})
  add_library(${compiled} OBJECT ${header})
  set_source_files_properties(${header} PROPERTIES LANGUAGE CXX)
  foreach(property COMPILE_OPTIONS COMPILE_DEFINITIONS INCLUDE_DIRECTORIES)
    set_property(TARGET ${compiled} PROPERTY ${property} $<TARGET_PROPERTY:${first},${property}>)
  endforeach()
  # The time of a header says nothing: the cache gives it another one.
  target_compile_options(${compiled} PRIVATE -xc++-header "SHELL:-Xclang -emit-pch" "SHELL:-Xclang -fno-pch-timestamp"
    -fpch-instantiate-templates -Wno-unused)
  set_target_properties(${compiled} PROPERTIES EXCLUDE_FROM_ALL ON)

  # Sources can only be told to wait for a file with a name of its own.
  set(ready ${PROJECT_BINARY_DIR}/generated/${compiled}.pch)
  add_custom_command(OUTPUT ${ready} COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_OBJECTS:${compiled}> ${ready}
    DEPENDS ${compiled} $<TARGET_OBJECTS:${compiled}> VERBATIM)
  add_custom_target(${compiled}_ready DEPENDS ${ready}) # targets that share it do not make it twice
  foreach(target ${first} ${ARGN})
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS "-include-pch;${ready}" OBJECT_DEPENDS ${ready})
    add_dependencies(${target} ${compiled}_ready)
  endforeach()
endfunction()
