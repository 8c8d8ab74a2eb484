"""Lists of a few lines, read."""

from __future__ import annotations

from assessment.commands.imports import read_organisations, read_people

ORGANISATIONS = "reference,name,sector,size,area,public contact,partnerships"
PEOPLE = "email,name,role,organisation"
READERS = (read_organisations, read_people)


def organisations(*lines, heading=ORGANISATIONS):
    return read_organisations("\r\n".join((heading, *lines)).encode())


def people(*lines, heading=PEOPLE):
    return read_people("\r\n".join((heading, *lines)).encode())


def told(reading):
    return [f"{one.row} {one.column}: {one.problem}" for one in reading.problems]


def the_organisation(line, heading=ORGANISATIONS):
    reading = organisations(line, heading=heading)
    assert told(reading) == []
    return reading.rows[0]


def the_problem(line, reader=organisations):
    (problem,) = reader(line).problems
    return f"{problem.column}: {problem.problem}"
