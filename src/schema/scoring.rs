//! The schemas of what `score` reads: the platform's grading policy and the learner's scores. Their
//! readers take forms that no derived schema tells, such as a whole number in quotes.

use schemars::{Schema, json_schema};

pub(super) fn policy() -> Schema {
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Certificate Planner grading policy",
        "description": "The grading policy of a course, in the platform's own form.",
        "type": "object",
        "properties": {
            "GRADER": {
                "description": "The assignment types; the platform's default types where it is left out.",
                "type": "array", "maxItems": 200, "items": { "$ref": "#/$defs/AssignmentType" },
            },
            "GRADE_CUTOFFS": {
                "description": "The least course score for each letter, or for `Pass`, as a fraction of 1; the lowest above 0 passes. Pass at 0.5 where it is left out.",
                "type": "object",
                "additionalProperties": { "type": "number", "minimum": 0 },
                "examples": [{ "A": 0.8, "B": 0.6 }, { "Pass": 0.6 }],
            },
            "subsection_decimals": {
                "description": "To how many decimals the platform rounds the fraction of a subsection: 4, or 2 for a platform before the end of 2024; 4 where it is left out.",
                "enum": [2, 4],
            },
        },
        "examples": [{
            "GRADER": [
                { "type": "Homework", "min_count": 3, "drop_count": 1, "weight": 0.4 },
                { "type": "Final Exam", "min_count": 1, "drop_count": 0, "weight": 0.6 },
            ],
            "GRADE_CUTOFFS": { "Pass": 0.6 },
        }],
        "$defs": { "AssignmentType": {
            "description": "An assignment type: assignments that count the same and are averaged.",
            "type": "object",
            "required": ["type", "min_count", "drop_count"],
            "properties": {
                "type": {
                    "description": "Its name, as the scores name it, such as `Homework`.",
                    "type": "string",
                },
                "min_count": {
                    "description": "How many assignments are expected: missing ones count 0. Decimals are cut off, and the number may stand in quotes.",
                    "type": ["number", "string"], "minimum": 0, "maximum": 1000,
                },
                "drop_count": {
                    "description": "How many of the lowest are dropped.",
                    "type": "integer", "minimum": 0, "maximum": 1000,
                },
                "weight": {
                    "description": "Its share of the course score, as a fraction of 1; 0 where it is left out.",
                    "type": "number", "minimum": 0, "examples": [0.4],
                },
            },
        } },
    })
}

pub(super) fn scores() -> Schema {
    let points =
        |meaning: &str| json_schema!({ "description": meaning, "type": "number", "minimum": 0 });
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Certificate Planner scores",
        "description": "The learner's scores: one key for each assignment type of the policy, with its assignments in the order of the course. What is still to come can be left out. Beside a policy without `GRADER` also the points of one subsection or problem.",
        "type": "object",
        "additionalProperties": {
            "description": "The assignments of the type.",
            "type": "array", "maxItems": 1000, "items": { "$ref": "#/$defs/Assignment" },
        },
        "examples": [{ "Homework": [{ "earned": 7, "possible": 10 }, null] }],
        "$defs": {
            "Assignment": {
                "description": "One assignment; null where it is not done yet.",
                "anyOf": [
                    { "type": "null" },
                    { "$ref": "#/$defs/Points" },
                    { "$ref": "#/$defs/WithProblems" },
                ],
            },
            "Points": {
                "description": "The points of an assignment.",
                "type": "object", "required": ["possible"], "additionalProperties": false,
                "properties": {
                    "earned": points("Points earned, such as 7; left out where it is not done yet."),
                    "possible": points("Points possible, such as 10."),
                },
            },
            "WithProblems": {
                "description": "An assignment problem by problem.",
                "type": "object", "required": ["problems"], "additionalProperties": false,
                "properties": { "problems": {
                    "description": "Its problems.",
                    "type": "array", "items": { "$ref": "#/$defs/Problem" },
                } },
            },
            "Problem": {
                "description": "A problem of an assignment: `earned` and `possible`, or both before the weight.",
                "type": "object", "additionalProperties": false,
                "anyOf": [
                    { "required": ["earned", "possible"] },
                    { "required": ["raw_earned", "raw_possible"] },
                ],
                "properties": {
                    "raw_earned": points("Points earned, before the weight."),
                    "raw_possible": points("Points possible, before the weight."),
                    "weight": points("The points that it is worth, beside the raw points; those as they are where it is left out."),
                    "earned": points("Points earned, weighted already."),
                    "possible": points("Points possible, weighted already."),
                    "graded": {
                        "description": "Whether the course team lets it count; `true` where it is left out.",
                        "type": "boolean",
                    },
                },
            },
        },
    })
}
