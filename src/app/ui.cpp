#include "app/ui.h"

namespace klarsicht::app {

void Ui::go(Page page) const {
    if (state.page == page) { return; }
    state.page = page;
    state.scroll_to_top = true;
    send(json{{"type", "page"}, {"page", std::string(name_of(page))}});
}

void Ui::open_finding(std::size_t index) const {
    const Area area = state.report->findings[index].area;
    go(page_of(area));
    state.findings.opened.insert(index);
    state.findings.reveal = index;
    if (area == Area::bias) { show_bias_tab("all"); }
}

void Ui::show_bias_tab(std::string_view tab) const {
    if (state.bias_tab == tab && state.part == tab) { return; }
    state.bias_tab = state.part = std::string(tab);
    send(json{{"type", "page"}, {"page", std::string(name_of(Page::bias))}, {"part", state.part}});
}

void Ui::audit_with(const json& plan) const { send(json{{"type", "audit"}, {"plan", plan}}); }

}  // namespace klarsicht::app
