// The one-way street of DESIGN.md and ARCHITECTURE.md, held against the #include lines.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/files.h"

namespace klarsicht {
namespace {

using Folders = std::set<std::string, std::less<>>;

/// What a folder may include besides itself.
const std::map<std::string, Folders, std::less<>> allowed = {
    {"base", {}},
    {"stats", {"base"}},
    {"table", {"base"}},
    {"ingest", {"base", "table"}},
    {"profile", {"base", "table", "stats"}},
    {"audit", {"base", "table", "stats", "profile"}},
    {"remedy", {"base", "table", "stats", "profile", "audit", "ingest"}},
    {"training", {"base", "table", "stats", "profile", "audit"}},
    {"report", {"base", "table", "stats", "profile", "audit"}},
    {"session", {"base", "stats", "table", "ingest", "profile", "audit", "remedy", "training", "report"}},
    {"app", {"base", "stats", "audit", "report"}},  // the app sees reports, never a table
    {"platform", {"base", "stats", "table", "ingest", "profile", "audit", "remedy", "training", "report", "session", "app"}},
};

/// WebAssembly pays for these by the hundred kilobytes, or they would bring a locale.
const Folders unwanted = {"iostream", "sstream", "fstream", "regex", "format", "locale", "thread", "mutex", "future"};

std::string first_part(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

struct Include {
    std::string path;
    bool quoted;
};

std::vector<Include> includes_of(const std::string& text) {
    std::vector<Include> includes;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        if (!line.starts_with("#include")) {
            continue;
        }
        const std::size_t open = line.find_first_of("<\"");
        const std::size_t close = line.find_last_of(">\"");
        if (open != std::string_view::npos && close > open) {
            includes.push_back({std::string(line.substr(open + 1, close - open - 1)), line[open] == '"'});
        }
    }
    return includes;
}

std::vector<std::string> sources() {
    std::vector<std::string> files = test::files_below("src", ".h");
    for (const std::string& file : test::files_below("src", ".cpp")) {
        files.push_back(file);
    }
    return files;
}

TEST(IncludeArrows, FindsTheSources) { EXPECT_GT(sources().size(), 50U); }

TEST(IncludeArrows, NothingIncludesWhatStandsFurtherDown) {
    for (const std::string& file : sources()) {
        const std::string folder = first_part(file.substr(4));
        const auto rule = allowed.find(folder);
        ASSERT_NE(rule, allowed.end()) << file << " lies in a folder the design does not know";
        for (const Include& include : includes_of(test::project_file(file))) {
            const std::string target = first_part(include.path);
            if (!include.quoted || target == folder || !allowed.contains(target)) {
                continue;
            }
            EXPECT_TRUE(rule->second.contains(target)) << file << " includes \"" << include.path << "\"";
        }
    }
}

TEST(IncludeArrows, AreasDoNotKnowEachOther) {
    const Folders areas = {"privacy", "bias", "quality", "ethics", "skills"};
    for (const std::string& file : sources()) {
        for (const Include& include : includes_of(test::project_file(file))) {
            if (!include.path.starts_with("audit/")) {
                continue;
            }
            const std::string target = first_part(std::string_view(include.path).substr(6));
            if (areas.contains(target) && !file.starts_with("src/platform/")) {
                EXPECT_TRUE(file.starts_with("src/audit/" + target + "/")) << file << " includes \"" << include.path << "\"";
            }
        }
    }
}

TEST(IncludeArrows, OurOwnFilesAreNamedFromTheRoot) {
    for (const std::string& file : sources()) {
        const std::string folder = file.substr(0, file.rfind('/') + 1);
        for (const Include& include : includes_of(test::project_file(file))) {
            if (include.quoted) {
                EXPECT_FALSE(include.path.starts_with(".")) << file << " includes \"" << include.path << "\"";
            }
        }
    }
}

TEST(IncludeArrows, TheCoreNeedsNoHeavyHeaders) {
    for (const std::string& file : sources()) {
        for (const Include& include : includes_of(test::project_file(file))) {
            EXPECT_FALSE(!include.quoted && unwanted.contains(include.path)) << file << " includes <" << include.path << ">";
        }
    }
}

}  // namespace
}  // namespace klarsicht
