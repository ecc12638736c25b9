#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/spread.h"
#include "profile/meaning_shape.h"
#include "profile/meaning_words.h"
#include "table/interpretation.h"

namespace klarsicht {

/// One distinct value of a sample, with what is known about it.
struct SampledValue {
    std::string_view text;  ///< without white space around it
    double rows = 0;
    double number = 0;     ///< the interpretation's value, NaN if it has none
    std::string fold;      ///< empty for numbers and long texts
    WordLists lists = 0;   ///< of the whole value, or of one of its parts ("Asthma; Diabetes")
    bool letters = false;  ///< letters, spaces, hyphens, apostrophes and full stops only
    bool capital = false;  ///< starts with a capital letter
    std::uint8_t words = 0;
};

/// What a column's values show, over a sample of its distinct values that is spread evenly (all of them up to
/// `sample_size`). Shares are of the sample's rows.
class Evidence {
public:
    static constexpr std::size_t sample_size = 4096;

    Evidence(const Column& column, const Interpretation& interpretation, double as_of);

    const Interpretation& interpretation() const { return *interpretation_; }
    Kind kind() const { return interpretation_->kind; }
    bool numeric() const { return is_numeric(kind()); }
    bool dated() const { return is_dated(kind()); }
    double as_of() const { return as_of_; }
    /// Year of `as_of`.
    double year() const { return 1970 + as_of_ / 365.2425; }

    const std::vector<SampledValue>& values() const { return values_; }
    double rows() const { return rows_; }                 ///< rows that the sample stands for
    std::uint64_t distinct() const { return distinct_; }  ///< distinct non-missing spellings of the column

    /// Share of the rows whose value passes the test. Looks at a few values first, and gives up if none of them passes.
    template <class Test>
    double share(Test test) const {
        if (values_.empty()) { return 0; }
        if (values_.size() > 2 * first_look) {
            bool any = false;
            for (std::size_t i = 0; i < first_look && !any; ++i) {
                any = test(values_[spread_place(i, first_look, values_.size())]);
            }
            if (!any) { return 0; }
        }
        double passed = 0;
        for (const SampledValue& value : values_) {
            if (test(value)) { passed += value.rows; }
        }
        return passed / rows_;
    }
    double share_of_text(bool (*test)(std::string_view)) const {
        return share([test](const SampledValue& value) { return test(value.text); });
    }
    /// Share of the rows whose value stands in one of the lists.
    double share_in(WordLists lists) const {
        return share([lists](const SampledValue& value) { return (value.lists & lists) != 0; });
    }
    /// Quantile (0–1) of the numbers, by rows; NaN without any.
    double quantile(double p) const;
    /// How the column's single capitalised words look: like first names, last names, towns or none of these. Worked out
    /// when first asked for.
    const ShapeScore& shape() const;
    double share_numeric() const { return rows_ > 0 ? numeric_rows_ / rows_ : 0; }

private:
    static constexpr std::size_t first_look = 48;

    const Interpretation* interpretation_;
    double as_of_;
    std::vector<SampledValue> values_;
    double rows_ = 0;
    double numeric_rows_ = 0;
    std::uint64_t distinct_ = 0;
    mutable std::optional<ShapeScore> shape_;
    std::vector<std::pair<double, double>> numbers_;  ///< value, rows; ascending
};

}  // namespace klarsicht
