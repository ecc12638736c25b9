#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"

namespace klarsicht::app {

/// What the engine answered to a what-if (report/what_if_json.h), every text in the reader's language.
struct WhatIfModel {
    struct Column {
        std::string name;
        std::vector<std::string> groups;           ///< "" where the value is not shown
        std::optional<std::size_t> before, after;  ///< empty: unknown
    };
    struct Said {
        std::string text, rows;
        std::vector<std::string> rule;
    };
    struct Side {
        std::string label, text;
        double value;
    };
    std::string error;  ///< why there is no answer; else ""
    bool score = false;
    std::vector<Column> columns;
    std::optional<std::size_t> changed;  ///< place of the column
    Said now, then;
    std::vector<std::string> sentences;
    std::string alike_title;
    std::vector<Side> sides;  ///< before and after; empty where too few are alike
    std::string otherwise_title, otherwise_rows;
    std::vector<std::string> otherwise_parts;
};

/// Never fails: what is missing reads as empty.
WhatIfModel read_what_if(const json& message);

}  // namespace klarsicht::app
