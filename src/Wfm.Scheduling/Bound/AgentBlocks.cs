using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>Agents parted into blocks that share as few day keys as possible; prices are moved after every block.</summary>
internal static class AgentBlocks
{
    private const int MostBlocks = 16;

    /// <summary>Agent numbers by block: sorted by skill type and options, so that neighbours share keys, and cut into equal parts.</summary>
    public static int[][] Of(PlanModel model, DayKeys keys)
    {
        int[] sorted =
        [
            .. Enumerable.Range(0, model.Agents.Length)
                .OrderBy(agent => keys.OfAgent[agent].Where(key => key >= 0).GroupBy(key => keys.All[key].Type)
                    .OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault(-1))
                .ThenBy(agent => keys.CommonKey(agent))
                .ThenBy(agent => agent),
        ];
        return [.. sorted.Chunk(Math.Max(1, (sorted.Length + MostBlocks - 1) / MostBlocks))];
    }
}
