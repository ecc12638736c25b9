#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/model/report_model.h"
#include "report/message_format.h"

namespace klarsicht::app {

/// Subgroups that stand out with everything they are made of: a node a combination of values, one level a value more.
struct Lattice {
    struct Node {
        std::vector<std::string> items;  ///< `column: value`, as a person says it; none for everybody
        std::uint64_t n = 0, selected = 0;
        bool stands_out = false;
        std::vector<std::size_t> above;  ///< nodes with one value less

        double rate() const { return static_cast<double>(selected) / static_cast<double>(n); }
    };
    std::vector<Node> nodes;                       ///< everybody first
    std::vector<std::vector<std::size_t>> levels;  ///< [values] nodes, the lowest rate first
};

/// The lattice in the metrics of bias.subgroups; empty where there is none, or where it is not what the engine writes.
Lattice lattice_of(const Finding& finding, const Texts& texts);

/// Everything above a node, and the node itself: [nodes] whether it belongs to it.
std::vector<bool> made_of(const Lattice& lattice, std::size_t node);

}  // namespace klarsicht::app
