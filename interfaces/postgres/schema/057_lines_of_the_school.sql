-- Lines of the school's own stream by their kind. That stream grows with every account, token and
-- list of people, while most questions are about a few kinds of line: how the school is set up, what
-- was done to accounts lately. Lines of cases are not in it, so no case is written any slower.
-- IS TRUE, and the same in the question: the planner takes a plain equality apart, and then does not
-- know the index again.
CREATE INDEX record_of_the_school ON daybook.record (school, name, version)
    WHERE (stream = school) IS TRUE;
