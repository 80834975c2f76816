namespace Wfm.Exchange;

/// <summary>The kinds of data that the domain itself names, as sections of a personal data export.</summary>
public static class PersonalDataSections
{
    /// <summary>Employment: code, name, group, contract and its hours.</summary>
    /// <param name="agent">The person.</param>
    /// <param name="contract">Their contract; empty when it is not known.</param>
    /// <param name="keptFor">How long it is kept.</param>
    public static PersonalDataSection Employment(Agent agent, Contract? contract, string? keptFor)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return new PersonalDataSection("employment", "planning of work", keptFor,
        [
            [
                new("agent", agent.Id.Value), new("name", agent.Name), new("group", agent.Group.Value), new("contract", agent.Contract.Value),
                new("employed_from", agent.EmployedFrom), new("employed_to", agent.EmployedTo),
                new("share_of_full_time", contract?.ShareFraction), new("hours_per_week", contract?.HoursPerWeek.TotalHours),
            ],
        ]);
    }

    /// <summary>Skills: the queues a person may answer.</summary>
    /// <param name="skills">The skills.</param>
    /// <param name="keptFor">How long they are kept.</param>
    public static PersonalDataSection Skills(IEnumerable<Skill> skills, string? keptFor) => Of("skills", "planning of work", keptFor, skills, skill =>
        [new("queue", skill.Queue.Value), new("priority", skill.Priority), new("valid_from", skill.ValidFrom), new("valid_to", skill.ValidTo)]);

    /// <summary>Absences with their category: it is the person's own.</summary>
    /// <param name="absences">The absences.</param>
    /// <param name="keptFor">How long they are kept.</param>
    public static PersonalDataSection Absences(IEnumerable<Absence> absences, string? keptFor) => Of("absences", "planning of work, pay", keptFor, absences, absence =>
        [new("start", absence.Start), new("end", absence.End), new("category", EnumNames.SnakeCase(absence.Category.ToString()))]);

    /// <summary>Meetings and training a person is called to.</summary>
    /// <param name="meetings">The meetings.</param>
    /// <param name="keptFor">How long they are kept.</param>
    public static PersonalDataSection Meetings(IEnumerable<Meeting> meetings, string? keptFor) => Of("meetings", "planning of work", keptFor, meetings, meeting =>
        [new("start", meeting.Start), new("end", meeting.End), new("activity", EnumNames.SnakeCase(meeting.Activity.ToString()))]);

    /// <summary>Wishes the person has entered.</summary>
    /// <param name="wishes">The wishes.</param>
    /// <param name="keptFor">How long they are kept.</param>
    public static PersonalDataSection Wishes(IEnumerable<Wish> wishes, string? keptFor) => Of("wishes", "planning of work", keptFor, wishes, wish =>
        [new("date", wish.Date), new("wish", EnumNames.SnakeCase(wish.Kind.ToString())), new("strength", wish.Strength)]);

    /// <summary>Shifts and their pieces: a row per piece.</summary>
    /// <param name="shifts">The shifts.</param>
    /// <param name="keptFor">How long they are kept.</param>
    public static PersonalDataSection Shifts(IEnumerable<Shift> shifts, string? keptFor) =>
        Of("shifts", "planning of work, pay", keptFor, shifts.SelectMany(shift => shift.Activities.Select(piece => (shift.Date, piece))), row =>
            [new("date", row.Date), new("start", row.piece.Span.Start), new("end", row.piece.Span.End), new("activity", EnumNames.SnakeCase(row.piece.Kind.ToString()))]);

    private static PersonalDataSection Of<T>(string name, string purpose, string? keptFor, IEnumerable<T> rows, Func<T, PersonalDataField[]> fields)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new PersonalDataSection(name, purpose, keptFor, [.. rows.Select(fields)]);
    }
}
