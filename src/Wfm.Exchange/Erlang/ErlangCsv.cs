namespace Wfm.Exchange;

/// <summary>The files of <c>wfm erlang</c>.</summary>
public static class ErlangCsv
{
    private static readonly string[] ResultColumns =
    [
        "offered_load_erlangs", "required_agents", "probability_of_blocking", "probability_of_wait", "service_level",
        "service_level_one_fewer", "average_speed_of_answer_seconds", "occupancy", "probability_of_abandonment",
    ];

    /// <summary>Reads the cases; each row is good or has its problems listed, and bad rows do not stop good ones.</summary>
    /// <param name="stream">The file; left open.</param>
    /// <param name="fileName">The name used in problems.</param>
    public static ErlangCaseFile Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ErlangCaseReader.Read(stream, fileName);
    }

    /// <summary>Writes each row as it was read, then its answer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="file">The cases.</param>
    /// <param name="answers">One per row; empty for a bad row, whose result cells stay empty.</param>
    /// <exception cref="ArgumentException">There is not one answer per row.</exception>
    public static void Write(TextWriter writer, ErlangCaseFile file, IReadOnlyList<ErlangAnswer?> answers)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count != file.Rows.Count)
        {
            throw new ArgumentException($"{answers.Count} answers for {file.Rows.Count} rows.", nameof(answers));
        }

        CsvWriter rows = CsvWriter.WithHeader(writer, file.Header.Concat(ResultColumns));
        foreach ((ErlangRow row, ErlangAnswer? answer) in file.Rows.Zip(answers))
        {
            foreach (string cell in row.Cells)
            {
                rows.Original(cell);
            }

            rows.Number(answer?.OfferedLoadErlangs).Whole(answer?.RequiredAgents).Number(answer?.ProbabilityOfBlocking)
                .Number(answer?.ProbabilityOfWait).Number(answer?.ServiceLevel).Number(answer?.ServiceLevelOneFewer)
                .Number(answer?.AverageSpeedOfAnswerSeconds).Number(answer?.Occupancy).Number(answer?.ProbabilityOfAbandonment).EndRow();
        }
    }
}
