# klarsicht_precompile(NAME HEADER TARGET [SOURCE...]): every source starts with cmake/precompiled/HEADER.h, which is parsed once, with the
# flags of the target. Without sources: all of the target's. GoogleTest, JSON and the standard library are half of what a source costs to
# compile. What is optimised for speed and what for size need one each: templates may ask which.
#
# CMake's own target_precompile_headers would write the path of this clone into the compiled header, and with it the cache of another clone
# would be of no use. So the header lies beside the libraries' headers, under the hash of what it says, and the compiled one is an object.
function(klarsicht_precompile name header target)
  set(text ${PROJECT_SOURCE_DIR}/cmake/precompiled/${header}.h)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${text})
  file(SHA256 ${text} hash)
  string(SUBSTRING ${hash} 0 12 hash)
  set(copy ${KLARSICHT_HEADERS}/precompiled/${name}-${hash}.h) # options are a source's, so each of these is one of its own
  if(NOT EXISTS ${copy})
    configure_file(${text} ${copy} COPYONLY)
  endif()

  set(compiled precompiled_${name})
  add_library(${compiled} OBJECT ${copy})
  set_source_files_properties(${copy} PROPERTIES LANGUAGE CXX)
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
  add_custom_target(${compiled}_ready DEPENDS ${ready}) # targets that share it do not make it twice

  set(sources ${ARGN})
  if(NOT sources)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
  endif()
  foreach(source IN LISTS sources)
    set_property(SOURCE ${source} APPEND PROPERTY COMPILE_OPTIONS -include-pch ${ready})
    set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${ready})
  endforeach()
  add_dependencies(${target} ${compiled}_ready)
endfunction()
