#pragma once
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/data.h"
#include "test_paths.h"

namespace klarsicht::test {

/// Paths of the files below a folder of the project with that ending, relative to the project, sorted.
inline std::vector<std::string> files_below(std::string_view folder, std::string_view ending) {
    std::vector<std::string> files;
    const std::string root = project_dir() + "/";
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator at(root + std::string(folder), error), end; !error && at != end;
         at.increment(error)) {
        const std::string path = at->path().string();
        if (at->is_regular_file(error) && path.ends_with(ending)) { files.push_back(path.substr(root.size())); }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// A file of the project; "" where it cannot be read.
inline std::string project_file(std::string_view path) {
    return read_file(project_dir() + "/" + std::string(path)).value_or(std::string());
}

/// The languages that there are texts of: the folders of assets/i18n.
inline std::vector<std::string> languages() {
    std::vector<std::string> names;
    for (const std::string& file : files_below("assets/i18n", ".json")) {
        const std::string name = file.substr(12, file.find('/', 12) - 12);
        if (names.empty() || names.back() != name) { names.push_back(name); }
    }
    return names;
}

}  // namespace klarsicht::test
