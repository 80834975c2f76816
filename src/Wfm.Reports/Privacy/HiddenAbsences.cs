using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>Which figures of absence are withheld, so that neither a figure nor a sum less its other parts is about fewer than five people.</summary>
internal sealed class HiddenAbsences
{
    private readonly Dictionary<(ReportBucket, ReportScope), bool[]> _hidden = [];
    private readonly IReadOnlyList<GroupLine<ContractDay>> _lines;

    /// <param name="lines">The lines of the report.</param>
    public HiddenAbsences(IReadOnlyList<GroupLine<ContractDay>> lines)
    {
        _lines = lines;
        foreach (IGrouping<ReportBucket, GroupLine<ContractDay>> bucket in lines.GroupBy(line => line.Bucket).OrderBy(bucket => bucket.Key.Step == ReportStep.Whole))
        {
            Hide([.. bucket]);
        }
    }

    /// <summary>The sum, then its parts.</summary>
    public static IReadOnlyList<AbsenceClass?> Columns { get; } = [null, AbsenceClass.Vacation, AbsenceClass.TimeOffInLieu, AbsenceClass.Leave, AbsenceClass.Other];

    /// <summary>Which of <see cref="Columns"/> are withheld in a line.</summary>
    /// <param name="line">The line.</param>
    public IReadOnlyList<bool> In(GroupLine<ContractDay> line) => _hidden[(line.Bucket, line.Scope)];

    private void Hide(GroupLine<ContractDay>[] lines)
    {
        bool[][] hidden = [.. lines.Select(line => Columns.Select(column => line.IsWithheld || SmallGroups.IsFew([Away(line, column)]) || IsReckonable(line, column)).ToArray())];
        int[] groups = [.. Enumerable.Range(0, lines.Length).Where(at => lines[at].Scope.Kind == ScopeKind.Group)];
        for (int before = -1, now = Count(hidden); now != before; before = now, now = Count(hidden))
        {
            for (int column = 0; column < Columns.Count; column++)
            {
                bool[] more = SmallGroups.Withheld([.. groups.Select(at => Away(lines[at], Columns[column]))], [.. groups.Select(at => hidden[at][column])]);
                for (int at = 0; at < groups.Length; at++)
                {
                    hidden[groups[at]][column] = more[at];
                }
            }

            for (int at = 0; at < lines.Length; at++)
            {
                bool[] parts = SmallGroups.Withheld([.. Columns.Skip(1).Select(column => Away(lines[at], column))], hidden[at][1..]);

                // Parts that are all told are the sum.
                hidden[at] = hidden[at][0] ? [.. hidden[at].Select(_ => true)] : [false, .. parts];
            }
        }

        for (int at = 0; at < lines.Length; at++)
        {
            _hidden[(lines[at].Bucket, lines[at].Scope)] = hidden[at];
        }
    }

    // The whole span less the stretches that are told would tell the ones that are not.
    private bool IsReckonable(GroupLine<ContractDay> whole, AbsenceClass? column) => whole.Bucket.Step == ReportStep.Whole && SmallGroups.IsFew(_lines
        .Where(line => line.Scope == whole.Scope && line.Bucket != whole.Bucket && _hidden.TryGetValue((line.Bucket, line.Scope), out bool[]? cells) && cells[Columns.Select((of, at) => (of, at)).First(pair => pair.of == column).at])
        .Select(line => Away(line, column)));

    private static int Count(bool[][] hidden) => hidden.Sum(row => row.Count(cell => cell));

    private static HashSet<AgentId> Away(GroupLine<ContractDay> line, AbsenceClass? part) =>
        line.Facts.Where(fact => part is { } one ? fact.Value.Away.GetValueOrDefault(one) > 0 : fact.Value.Away.Values.Any(hours => hours > 0)).Select(fact => fact.Agent).ToHashSet();
}
