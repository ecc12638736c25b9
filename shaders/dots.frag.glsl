#version 300 es
precision highp float;

uniform vec3 selected_color;
uniform vec3 other_color;
uniform vec3 ground_color;

flat in float marked;
flat in float diameter;
flat in float shade;
out vec4 color;

void main() {
    float cover = 1.0;
    if (diameter > 3.0) {
        float box = ceil(diameter) + 1.0;
        float from_center = length(gl_PointCoord - 0.5) * box;
        cover = clamp(diameter * 0.5 + 0.5 - from_center, 0.0, 1.0);
    }
    vec3 dot = mix(other_color, selected_color, marked);
    // Grain: towards the ground, never beyond the dot's own colour.
    color = vec4(mix(dot, ground_color, 0.17 * (shade + 1.0)), cover);
}
