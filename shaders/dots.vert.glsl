#version 300 es
// Every row of a group is one dot. A dot's place follows from its number: columns from left to right, in each from top to bottom,
// the selected ones first.
precision highp float;
precision highp int;

uniform vec2 size;     // of the picture, in pixels
uniform vec4 band;     // left, top, width, height of the group's band, in pixels
uniform ivec2 grid;    // dots across and down
uniform int selected;  // so many of the group's dots come first and are marked

flat out float marked;
flat out float diameter;
flat out float shade;  // -1 to 1, by chance but always the same for a row

// A hash of whole numbers: no pattern to be seen, the same on every graphics processor.
uint mixed(uint value) {
    value = (value ^ (value >> 16)) * 0x7feb352du;
    value = (value ^ (value >> 15)) * 0x846ca68bu;
    return value ^ (value >> 16);
}

void main() {
    ivec2 cell = ivec2(gl_VertexID / grid.y, gl_VertexID % grid.y);
    vec2 pitch = band.zw / vec2(grid);
    vec2 at = band.xy + (vec2(cell) + 0.5) * pitch;
    float room = min(pitch.x, pitch.y);
    // Dots keep a little air between them while there is room. Where there is none they melt into a grain of lighter and darker ones.
    diameter = room > 3.0 ? min(room * 0.74, 11.0) : max(room, 1.0);
    shade = room > 3.0 ? 0.0 : float(mixed(uint(gl_VertexID)) & 1023u) / 511.5 - 1.0;
    marked = gl_VertexID < selected ? 1.0 : 0.0;
    gl_PointSize = ceil(diameter) + 1.0;
    gl_Position = vec4(at / size * 2.0 - 1.0, 0.0, 1.0);
}
