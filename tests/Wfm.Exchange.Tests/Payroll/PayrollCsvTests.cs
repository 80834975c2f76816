using NodaTime;

namespace Wfm.Exchange.Tests.Payroll;

public sealed class PayrollCsvTests
{
    private static readonly PayrollPerson Person = new("1042", "=Åsa", "Öberg, von", "Servicecenter", "Rådhuset", "Växel", "75", "Deltid 75 %", 0.75);

    [Test]
    public void A_day_is_a_row_in_the_order_payroll_knows()
    {
        Instant eight = Instant.FromUtc(2026, 1, 5, 7, 0);
        Shift shift = new(new AgentId("1"), new LocalDate(2026, 1, 5), new Interval(eight, eight + Duration.FromHours(8.5)),
        [
            new(ActivityKind.Contacts, new(eight, eight + Duration.FromHours(4))), new(ActivityKind.Lunch, new(eight + Duration.FromHours(4), eight + Duration.FromHours(4.5))),
            new(ActivityKind.Contacts, new(eight + Duration.FromHours(4.5), eight + Duration.FromHours(7))), new(ActivityKind.Absence, new(eight + Duration.FromHours(7), eight + Duration.FromHours(8.5))),
        ]);

        Lines(writer => PayrollCsv.WriteTime(writer,
        [
            new PayrollDay(Person, shift.Date, shift, "Dag", Duration.FromHours(8), "VAB", null),
            new PayrollDay(Person, shift.Date.PlusDays(1), null, null, Duration.Zero, null, "FP"),
        ], TextFile.Stockholm)).ShouldBe(
        [
            "employment_no,first_name,last_name,business_unit,site,team,contract,part_time,part_time_share,date,start,end,shift_category,contract_minutes,work_minutes,paid_minutes,absence_code,day_off_code",
            "1042,\"'=Åsa\",\"Öberg, von\",Servicecenter,Rådhuset,Växel,75,Deltid 75 %,0.75,2026-01-05,2026-01-05T08:00+01:00,2026-01-05T16:30+01:00,Dag,480,390,480,VAB,",
            "1042,\"'=Åsa\",\"Öberg, von\",Servicecenter,Rådhuset,Växel,75,Deltid 75 %,0.75,2026-01-06,,,,0,0,0,,FP",
        ]);
    }

    [TestCase(2026, 10, 24, "2026-10-24T22:00+02:00,2026-10-25T06:00+01:00", 540)]
    [TestCase(2027, 3, 27, "2027-03-27T22:00+01:00,2027-03-28T06:00+02:00", 420)]
    public void A_night_over_a_clock_change_is_paid_as_long_as_it_was(int year, int month, int day, string span, int minutes)
    {
        LocalDate date = new(year, month, day);
        Interval night = new(TextFile.Stockholm.AtStrictly(date.At(new LocalTime(22, 0))).ToInstant(), TextFile.Stockholm.AtStrictly(date.PlusDays(1).At(new LocalTime(6, 0))).ToInstant());
        Shift shift = new(new AgentId("1"), date, night, [new ShiftActivity(ActivityKind.Contacts, night)]);

        Lines(writer => PayrollCsv.WriteTime(writer, [new PayrollDay(Person, date, shift, null, Duration.Zero, null, null)], TextFile.Stockholm))[1]
            .ShouldEndWith($"{date:uuuu-MM-dd},{span},,0,{minutes},{minutes},,");
    }

    [Test]
    public void Unsocial_hours_are_rounded_up_as_asked_and_minutes_are_exact()
    {
        UnsocialTime[] times =
        [
            new(new AgentId("1"), 2026, 1, UnsocialHours.Evening, Duration.FromMinutes(61)),
            new(new AgentId("1"), 2026, 1, UnsocialHours.MajorHoliday, Duration.FromMinutes(120)),
        ];

        Lines(writer => PayrollCsv.WriteUnsocial(writer, times, agent => $"10{agent}", Duration.FromMinutes(30))).ShouldBe(
            ["employment_no,month,category,minutes,hours", "101,2026-01,evening,61,1.5", "101,2026-01,major_holiday,120,2"]);
        Lines(writer => PayrollCsv.WriteUnsocial(writer, times, agent => agent.Value))[2].ShouldBe("1,2026-01,major_holiday,120,2");
    }

    private static string[] Lines(Action<TextWriter> write) => TextFile.Written(write).TrimEnd('\n').Split('\n');
}
