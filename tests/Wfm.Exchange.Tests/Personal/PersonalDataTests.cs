using System.Text;
using System.Text.Json;
using NodaTime;

namespace Wfm.Exchange.Tests.Personal;

public sealed class PersonalDataTests
{
    private static readonly AgentId Agent = new("0063");
    private static readonly Instant Eight = Instant.FromUtc(2026, 1, 5, 7, 0);

    private static readonly PersonalData Data = new(Agent, "Åsa \"Ö\" </script>", Instant.FromUtc(2026, 2, 1, 12, 0),
    [
        PersonalDataSections.Employment(new Agent(Agent, "Åsa", new GroupId("växel"), new ContractId("75"), new LocalDate(2020, 1, 1), null), null, "26 months"),
        PersonalDataSections.Skills([new Skill(Agent, new QueueId("växel"), 1, null, null)], null),
        PersonalDataSections.Absences([new Absence(Agent, new LocalDateTime(2026, 1, 5, 0, 0), new LocalDateTime(2026, 1, 7, 0, 0), AbsenceCategory.CareOfChild)], "26 months"),
        PersonalDataSections.Meetings([new Meeting(Agent, new LocalDateTime(2026, 1, 8, 9, 0), new LocalDateTime(2026, 1, 8, 10, 0), ActivityKind.Meeting, false)], null),
        PersonalDataSections.Wishes([new Wish(Agent, null, WishKind.Early, 1.5)], null),
        PersonalDataSections.Shifts([new Shift(Agent, new LocalDate(2026, 1, 5), new Interval(Eight, Eight + Duration.FromHours(1)), [new ShiftActivity(ActivityKind.BackOffice, new Interval(Eight, Eight + Duration.FromHours(1)))])], null),
        new PersonalDataSection("adherence", "follow-up", "13 months", [[new("minutes", Duration.FromMinutes(7.5)), new("count", 3), new("is_open", true), new("note", "=1+1")]]),
        new PersonalDataSection("notifications", "telling", null, []),
    ]);

    [Test]
    public void Everything_given_is_in_the_json_with_purpose_and_time_of_keeping()
    {
        using MemoryStream stream = new();
        PersonalDataFile.WriteJson(stream, Data);
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());

        json.RootElement.GetProperty("agent").GetString().ShouldBe("0063");
        json.RootElement.GetProperty("name").GetString().ShouldBe("Åsa \"Ö\" </script>");
        JsonElement[] sections = [.. json.RootElement.GetProperty("sections").EnumerateArray()];
        sections.Select(section => $"{section.GetProperty("name")} {section.GetProperty("count")}").ShouldBe(
            ["employment 1", "skills 1", "absences 1", "meetings 1", "wishes 1", "shifts 1", "adherence 1", "notifications 0"]);
        sections[2].GetProperty("kept_for").GetString().ShouldBe("26 months");
        sections[2].GetProperty("rows")[0].GetProperty("category").GetString().ShouldBe("care_of_child");
        sections[2].GetProperty("rows")[0].GetProperty("end").GetString().ShouldBe("2026-01-07T00:00:00");
        sections[5].GetProperty("rows")[0].GetProperty("start").GetString().ShouldBe("2026-01-05T07:00:00Z");
        JsonElement adherence = sections[6].GetProperty("rows")[0];
        (adherence.GetProperty("minutes").GetDouble(), adherence.GetProperty("count").GetInt32(), adherence.GetProperty("is_open").GetBoolean()).ShouldBe((7.5, 3, true));
        sections[0].GetProperty("rows")[0].GetProperty("employed_to").ValueKind.ShouldBe(JsonValueKind.Null);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldContain("växel");
    }

    [Test]
    public void The_same_as_csv_has_a_line_for_each_field_and_no_formula()
    {
        string[] lines = TextFile.Written(writer => PersonalDataFile.WriteCsv(writer, Data)).TrimEnd('\n').Split('\n');

        lines.ShouldContain("absences,\"planning of work, pay\",26 months,1,category,care_of_child");
        lines.ShouldContain("adherence,follow-up,13 months,1,note,\"'=1+1\"");
        lines.ShouldContain("notifications,telling,,0,,");
        lines.Length.ShouldBe(1 + 8 + 4 + 3 + 3 + 3 + 4 + 4 + 1);
    }

    [Test]
    public void A_value_nobody_can_write_is_refused_at_once()
    {
        Should.Throw<ArgumentException>(() => new PersonalDataField("x", double.NaN));
        Should.Throw<ArgumentException>(() => new PersonalDataField("x", new object()));
        Should.Throw<ArgumentException>(() => new PersonalDataField("", 1));
    }
}
