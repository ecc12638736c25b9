#include "app/model/lattice.h"

#include <algorithm>
#include <optional>

#include "app/model/figures_read.h"
#include "base/sort_few.h"

namespace klarsicht::app {

Lattice lattice_of(const Finding& finding, const Texts& texts) {
    const Figure* nodes = finding.metrics.find("lattice");
    Lattice lattice;
    if (nodes == nullptr || nodes->kind != Figure::Kind::list) { return lattice; }
    for (const Figure& from : nodes->parts) {
        const std::optional<std::uint64_t> n = known_count(from.find("n")),
                                           selected = known_count(from.find("selected"));
        if (!n || !selected) { return {}; }
        Lattice::Node node{
            .items = {}, .n = *n, .selected = *selected, .stands_out = is_set(from.find("stands_out")), .above = {}};
        for (const std::string& item : texts_of(from.find("items"))) { node.items.push_back(texts.group(item)); }
        for (const std::uint64_t place : counts_of(from.find("above"))) {
            if (place >= lattice.nodes.size()) { return {}; }  // what is above comes before
            node.above.push_back(place);
        }
        if (node.n == 0 || node.selected > node.n || (lattice.nodes.empty() != node.items.empty()) ||
            node.items.size() > 6) {
            return {};
        }
        if (lattice.levels.size() <= node.items.size()) { lattice.levels.resize(node.items.size() + 1); }
        lattice.levels[node.items.size()].push_back(lattice.nodes.size());
        lattice.nodes.push_back(std::move(node));
    }
    for (std::vector<std::size_t>& level : lattice.levels) {
        sort_few(level, {}, [&](std::size_t node) { return lattice.nodes[node].rate(); });
    }
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
