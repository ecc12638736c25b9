#include "table/not_known.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/word_list.h"
#include "table/date.h"

namespace klarsicht {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Words {
public:
    Words() {
        for (const auto& [list, kind] : {std::pair("no_answer", NotKnown::no_answer), {"not_known", NotKnown::yes}}) {
            for (const std::string& word : word_list("table", list)) {
                words_.emplace_back(word, kind);
                longest_ = std::max(longest_, word.size());
                starts_[static_cast<unsigned char>(word.front())] = true;
            }
        }
        std::ranges::stable_sort(words_, {}, &Entry::first);
    }

    NotKnown find(std::string_view text) const {
        if (text.empty() || text.size() > longest_ || !starts_[static_cast<unsigned char>(lower(text.front()))]) {
            return NotKnown::no;
        }
        std::string small(text);
        std::ranges::transform(small, small.begin(), lower);
        const auto place = std::ranges::lower_bound(words_, small, {}, &Entry::first);
        return place != words_.end() && place->first == small ? place->second : NotKnown::no;
    }

private:
    using Entry = std::pair<std::string, NotKnown>;
    std::vector<Entry> words_;        ///< sorted
    std::array<bool, 256> starts_{};  ///< by their first bytes
    std::size_t longest_ = 0;
};

}  // namespace

NotKnown not_known(std::string_view text) {
    static const Words words;
    return words.find(text);
}

bool is_stand_in_day(std::int64_t days) {
    constexpr std::array known = {
        days_from_civil(1111, 11, 11), days_from_civil(1753, 1, 1),   days_from_civil(1800, 1, 1),
        days_from_civil(1899, 12, 30), days_from_civil(1899, 12, 31), days_from_civil(1900, 1, 1),
        days_from_civil(1901, 1, 1),   days_from_civil(1969, 12, 31), days_from_civil(1970, 1, 1),
        days_from_civil(2099, 12, 31), days_from_civil(2999, 12, 31), days_from_civil(9999, 12, 31),
    };
    return std::ranges::binary_search(known, days);
}

}  // namespace klarsicht
