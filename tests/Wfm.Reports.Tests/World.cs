using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports.Tests;

/// <summary>A hand-made centre: two groups, three queues, open weekdays 08–10.</summary>
internal static class World
{
    public static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    public static readonly LocalDate Monday = new(2026, 3, 2);
    public static readonly Duration Quarter = Duration.FromMinutes(15);

    public static Queue Vaxel { get; } = Queue("växel", "ett", 0.8, 30, new ActionLimits(0.75, 0.9));

    public static Queue Bygg { get; } = Queue("bygg", "två", 0.8, 120);

    public static Queue Mail { get; } = Queue("mejl", "två", 0.85, 60);

    public static ReportFrame Frame(LocalDate first, LocalDate last, ReportStep step, params Queue[] queues) =>
        new("Centralen", Stockholm, Quarter, new ReportSpan(first, last, step))
        {
            Queues = queues.Length > 0 ? queues : [Vaxel, Bygg, Mail],
            Groups = [new AnswerGroup(new GroupId("ett"), "Första"), new AnswerGroup(new GroupId("två"), "Andra")],
        };

    public static Instant At(LocalDate date, int hour, int minute = 0) => date.At(new LocalTime(hour, minute)).InZone(Stockholm, WallClock.Earliest).ToInstant();

    public static CallInterval Calls(Instant start, int offered, int? answered = null, int? abandoned = null, int? inTime = null, double? handle = null, double? wait = null) =>
        new(start, Quarter, offered, answered, abandoned, inTime, handle, wait);

    public static CallSeries Series(Queue queue, params CallInterval[] intervals) => new(queue.Id, Stockholm, Quarter, intervals);

    /// <summary>A figure of a table, by scope code (empty: total), step and key.</summary>
    public static ReportCell Cell(this ReportTable table, string code, Instant start, string key, ReportStep? step = null) =>
        table.Rows.Single(row => row.Scope.Code == code && row.Bucket.Start == start && row.Bucket.Step == (step ?? table.Span.Step)).Cells[table.Column(key)];

    public static double? Whole(this ReportTable table, string code, string key) =>
        table.Rows.Single(row => row.Scope.Code == code && row.Bucket.Step == ReportStep.Whole).Cells[table.Column(key)].Number;

    public static int Column(this ReportTable table, string key) => table.Columns.Select((column, at) => (column, at)).Single(column => column.column.Key == key).at;

    public static Queue Queue(string code, string? group, double share, int seconds, ActionLimits? limits = null, OpeningHours? hours = null) => new(
        new QueueId(code), code, Channel.Phone, group is null ? null : new GroupId(group),
        hours ?? new OpeningHours([.. new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday }
            .Select(day => new OpeningPeriod(day, new LocalTime(8, 0), new LocalTime(10, 0), null, null))]),
        new QueueTarget(new ServiceLevelTarget(share, Duration.FromSeconds(seconds)), null, limits, StaffingModel.ErlangA, null, Shrinkage.None));
}
