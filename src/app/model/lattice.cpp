#include "app/model/lattice.h"

#include <algorithm>

#include "app/model/json_read.h"

namespace klarsicht::app {

Lattice lattice_of(const Finding& finding, const Texts& texts) {
    const json* nodes = member(finding.metrics, "lattice");
    Lattice lattice;
    if (nodes == nullptr || !nodes->is_array()) { return lattice; }
    for (const json& from : *nodes) {
        Lattice::Node node{.items = {}, .n = count_in(from, "n"), .selected = count_in(from, "selected"), .stands_out = false, .above = {}};
        if (const json* flag = member(from, "stands_out"); flag != nullptr && flag->is_boolean()) { node.stands_out = flag->get<bool>(); }
        for (const std::string& item : strings_in(from, "items")) { node.items.push_back(texts.group(item)); }
        if (const json* above = member(from, "above"); above != nullptr && above->is_array()) {
            for (const json& one : *above) {
                const std::uint64_t place = count_of(one);
                if (place >= lattice.nodes.size()) { return {}; }  // what is above comes before
                node.above.push_back(place);
            }
        }
        if (node.n == 0 || node.selected > node.n || (lattice.nodes.empty() != node.items.empty()) || node.items.size() > 6) { return {}; }
        if (lattice.levels.size() <= node.items.size()) { lattice.levels.resize(node.items.size() + 1); }
        lattice.levels[node.items.size()].push_back(lattice.nodes.size());
        lattice.nodes.push_back(std::move(node));
    }
    for (std::vector<std::size_t>& level : lattice.levels) { std::ranges::stable_sort(level, {}, [&](std::size_t node) { return lattice.nodes[node].rate(); }); }
    return lattice;
}

std::vector<bool> made_of(const Lattice& lattice, std::size_t node) {
    std::vector<bool> belongs(lattice.nodes.size(), false);
    belongs[node] = true;
    // What is above comes before: once backwards is enough.
    for (std::size_t i = node + 1; i-- > 0;) {
        if (!belongs[i]) { continue; }
        for (const std::size_t above : lattice.nodes[i].above) { belongs[above] = true; }
    }
    return belongs;
}

}  // namespace klarsicht::app
