#include "report/figure_style.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace klarsicht {

namespace {

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

FigureStyle figure_style(std::string_view name) {
    static constexpr std::array<std::string_view, 13> shares = {"tpr", "fpr", "tnr", "fnr", "ppv", "npv", "fdr", "for", "accuracy", "share", "support", "marketer", "power"};
    if (name.starts_with("log10_p") || name.find("_log10_p") != std::string_view::npos) { return FigureStyle::log10_p; }
    if (name == "p" || name.starts_with("p_")) { return FigureStyle::p_value; }
    if (name.starts_with("mean_difference")) { return FigureStyle::plain; }  // in the amount's own unit
    if (name == "difference" || name == "gap" || name == "uplift" || name.starts_with("d_") || ends_with_any(name, {"_difference", "_gap"})) { return FigureStyle::points; }
    if (name == "ratio" || name == "disparate_impact" || name.ends_with("_ratio")) { return name == "correlation_ratio" ? FigureStyle::plain : FigureStyle::factor; }
    const bool share = std::ranges::find(shares, name) != shares.end() || ends_with_any(name, {"_rate", "_share", "_risk", "prosecutor_max", "prosecutor_average"}) ||
                       name.starts_with("rate_") || name.starts_with("share_") || name.find("_share_") != std::string_view::npos;
    return share ? FigureStyle::share : FigureStyle::plain;
}

bool is_hidden(const json& group, std::string_view name) {
    const auto people = group.find("n");
    if (people == group.end() || !people->is_number_unsigned() || people->get<std::uint64_t>() >= least_people_shown) { return false; }
    return group.contains("selection_rate") && name != "group" && name != "label";
}

}  // namespace klarsicht
