// Subgroups from left to right: everybody, then one value more with every column; lines lead to what a subgroup is made
// of.
#include "app/model/lattice.h"

#include <algorithm>

#include "app/model/values.h"
#include "app/views/views.h"

namespace klarsicht::app {

namespace {

/// The rate against everybody's as a colour: the farther behind, the fuller.
ImU32 node_color(const Ui& ui, double rate, double everybody) {
    const Palette& p = ui.colors();
    if (!(everybody > 0) || rate >= everybody) { return p.surface; }
    return mixed(p.surface, p.warn_soft, static_cast<float>(std::min(1.0, (everybody - rate) / everybody * 1.4)));
}

/// Where the subgroups lie: levels side by side, or below each other where it is too narrow for that.
struct Places {
    bool beside = true;
    std::vector<ImRect> boxes;  ///< [nodes]
    float bottom = 0;
};

Places places_of(const Ui& ui, const Flow& flow, const Lattice& lattice) {
    Places places;
    places.beside = flow.width >= ui.px(150) * static_cast<float>(lattice.levels.size());
    const float gap = ui.px(44), row_gap = ui.px(8), first = std::min(ui.px(120), flow.width);
    const auto further = static_cast<float>(lattice.levels.size() - 1);
    const float width = places.beside ? std::floor((flow.width - first - gap * further) / further) : flow.width;
    const auto height_of = [&](std::size_t node) {
        const auto lines = static_cast<float>(std::max<std::size_t>(1, lattice.nodes[node].items.size()));
        return 2 * ui.px(10) + ui.theme.face(Type::note).line * lines + ui.theme.face(Type::small_strong).line;
    };
    std::vector<float> heights;
    for (const std::vector<std::size_t>& level : lattice.levels) {
        float height = -row_gap;
        for (const std::size_t node : level) { height += height_of(node) + row_gap; }
        heights.push_back(height);
    }
    const float tallest = *std::ranges::max_element(heights);
    places.boxes.resize(lattice.nodes.size());
    places.bottom = flow.y;
    float x = flow.x;
    for (std::size_t level = 0; level < lattice.levels.size(); ++level) {
        const float own = level == 0 ? first : width;
        float y = places.beside ? flow.y + std::round((tallest - heights[level]) * 0.5f) : places.bottom;
        for (const std::size_t node : lattice.levels[level]) {
            const float height = height_of(node), left = places.beside ? x : flow.x;
            places.boxes[node] = ImRect(ImVec2(left, y), ImVec2(left + own, y + height));
            y += height + row_gap;
        }
        places.bottom = places.beside ? flow.y + tallest : y + ui.px(6);
        x += own + gap;
    }
    return places;
}

/// Lines from what a subgroup is made of.
void draw_lines(const Ui& ui, const Lattice& lattice, const std::vector<ImRect>& boxes, const std::vector<bool>& lit) {
    const Palette& p = ui.colors();
    for (std::size_t node = 0; node < boxes.size(); ++node) {
        for (const std::size_t above : lattice.nodes[node].above) {
            const ImVec2 from(boxes[above].Max.x, std::round((boxes[above].Min.y + boxes[above].Max.y) * 0.5f));
            const ImVec2 to(boxes[node].Min.x, std::round((boxes[node].Min.y + boxes[node].Max.y) * 0.5f));
            const bool on = lit[node] && lit[above];
            const float middle = (from.x + to.x) * 0.5f;
            ImGui::GetWindowDrawList()->AddBezierCubic(from, ImVec2(middle, from.y), ImVec2(middle, to.y), to,
                                                       on ? p.accent : p.line, on ? ui.px(2) : ui.theme.hair());
        }
    }
}

void draw_node(const Ui& ui, const Lattice::Node& node, const ImRect& box, double everybody, bool lit) {
    const Palette& p = ui.colors();
    const float pad = ui.px(10), line = ui.theme.face(Type::note).line, inside = box.GetWidth() - 2 * pad;
    draw_box(ui, box, node_color(ui, node.rate(), everybody), lit ? p.accent : node.stands_out ? p.warn : p.line, 8);
    float y = box.Min.y + pad;
    if (node.items.empty()) {
        draw_text(ui, ImVec2(box.Min.x + pad, y), Type::note, p.muted, ui.word("app.bias.lattice.everybody"), inside);
        y += line;
    }
    for (const std::string& item : node.items) {
        draw_text(ui, ImVec2(box.Min.x + pad, y), Type::note, p.text, item, inside);
        y += line;
    }
    const std::string rate = value_text(ui.texts, Unit::share, node.rate());
    draw_text(ui, ImVec2(box.Min.x + pad, y), Type::small_strong, p.text, rate, inside);
    const std::string count = "n = " + ui.texts.integer(static_cast<std::int64_t>(node.n));
    if (text_size(ui, Type::small_strong, rate).x + text_size(ui, Type::note, count).x + ui.px(8) <= inside) {
        draw_text_right(ui, ImVec2(box.Max.x - pad, y + ui.px(1)), Type::note, p.muted, count);
    }
}

}  // namespace

void draw_lattice(const Ui& ui, Flow& flow, const Finding& finding) {
    const Lattice lattice = lattice_of(finding, ui.texts);
    if (lattice.levels.size() < 3) { return; }
    const Palette& p = ui.colors();
    ImGui::PushID("lattice");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.lattice.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.lattice.text"), text_measure);
    inner.gap(16);
    const double everybody = lattice.nodes.front().rate();
    const Places places = places_of(ui, inner, lattice);
    const std::vector<ImRect>& boxes = places.boxes;
    std::optional<std::size_t> pointed;
    for (std::size_t node = 0; node < boxes.size(); ++node) {
        if (pointed_at(boxes[node])) { pointed = node; }
    }
    const std::vector<bool> lit = pointed ? made_of(lattice, *pointed) : std::vector<bool>(lattice.nodes.size(), false);
    if (places.beside) { draw_lines(ui, lattice, boxes, lit); }
    for (std::size_t i = 0; i < boxes.size(); ++i) { draw_node(ui, lattice.nodes[i], boxes[i], everybody, lit[i]); }
    if (pointed) {
        const Lattice::Node& node = lattice.nodes[*pointed];
        std::string name;
        for (const std::string& item : node.items) { name += (name.empty() ? "" : " & ") + item; }
        if (name.empty()) { name = std::string(ui.word("app.bias.lattice.everybody")); }
        tooltip(ui, ui.say(Message("app.bias.lattice.node")
                               .text("items", name)
                               .count("k", node.selected)
                               .count("n", node.n)
                               .number("rate", node.rate())
                               .number("everybody", everybody)));
    }
    flow.y = places.bottom + ui.px(18);
    card.end(flow.y);
    flow.gap(14);
    ImGui::PopID();
}

}  // namespace klarsicht::app
