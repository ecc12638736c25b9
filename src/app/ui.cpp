#include "app/ui.h"

#include <algorithm>
#include <array>

#include "audit/plan_edit_json.h"

namespace klarsicht::app {

namespace {
constexpr std::array<std::string_view, 9> page_names = {"start", "overview", "privacy", "bias", "quality", "ethics", "skills", "columns", "report"};
}

std::string_view name_of(Page page) { return page_names[static_cast<std::size_t>(page)]; }

std::optional<Page> page_named(std::string_view name) {
    const auto found = std::ranges::find(page_names, name);
    if (found == page_names.end()) { return std::nullopt; }
    return static_cast<Page>(found - page_names.begin());
}

Page page_of(Area area) { return static_cast<Page>(static_cast<std::size_t>(Page::privacy) + static_cast<std::size_t>(area)); }

std::optional<Area> area_of(Page page) {
    if (page < Page::privacy || page > Page::skills) { return std::nullopt; }
    return static_cast<Area>(static_cast<std::size_t>(page) - static_cast<std::size_t>(Page::privacy));
}

void Ui::go(Page page) const {
    if (state.page == page) { return; }
    state.page = page;
    state.scroll_to_top = true;
    send(json{{"type", "page"}, {"page", std::string(name_of(page))}});
}

void Ui::open_finding(std::size_t index) const {
    const Area area = state.report->findings[index].area;
    go(page_of(area));
    state.opened.insert(index);
    state.reveal = index;
    if (area == Area::bias) { show_bias_tab("all"); }
}

void Ui::show_bias_tab(std::string_view tab) const {
    if (state.bias_tab == tab && state.part == tab) { return; }
    state.bias_tab = state.part = std::string(tab);
    send(json{{"type", "page"}, {"page", std::string(name_of(Page::bias))}, {"part", state.part}});
}

void Ui::edit(const std::vector<PlanEdit>& edits) const {
    json list = json::array();
    for (const PlanEdit& edit : edits) { list.push_back(plan_edit_to_json(edit)); }
    send(json{{"type", "edit"}, {"edits", std::move(list)}});
}

}  // namespace klarsicht::app
