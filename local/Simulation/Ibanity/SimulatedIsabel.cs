using System.Globalization;
using System.Text.Json.Nodes;

namespace Smart.Local.Simulation.Ibanity;

/// <summary>The account reports of the simulated Isabel Connect, in the documented shapes. Callers hold the lock.</summary>
internal sealed class SimulatedIsabel
{
    private const int FirstId = 1_234_001;
    private readonly List<Report> _reports = [];

    public bool NewestFirst { get; set; }

    public bool RepeatsItems { get; set; }

    public string Add(string format, byte[] file, DateTimeOffset receivedAt, long? toldSize)
    {
        var id = (FirstId + _reports.Count).ToString(CultureInfo.InvariantCulture);
        _reports.Add(new Report(id, format, file, receivedAt, toldSize ?? file.Length));
        return id;
    }

    public byte[]? File(string id) => _reports.Find(report => report.Id == id)?.File;

    public JsonObject List(string? after, int size, int offset)
    {
        List<Report> later = [.. _reports.Skip(after is null ? 0 : _reports.FindIndex(report => report.Id == after) + 1)];
        if (NewestFirst) later.Reverse();
        if (RepeatsItems) later = [.. later.SelectMany(report => new[] { report, report })];
        return new JsonObject
        {
            ["data"] = new JsonArray([.. later.Skip(offset).Take(size).Select(Describe)]),
            ["meta"] = new JsonObject { ["paging"] = new JsonObject { ["offset"] = offset, ["total"] = later.Count } },
        };
    }

    private static JsonObject Describe(Report report) => new JsonObject
    {
        ["type"] = "accountReport",
        ["id"] = report.Id,
        ["attributes"] = new JsonObject
        {
            ["fileFormat"] = report.Format,
            ["fileName"] = $"{report.Format}_{report.Id}",
            ["fileSize"] = report.ToldSize,
            ["financialInstitutionName"] = "Simulated bank",
            ["receivedAt"] = report.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
        },
    };

    private sealed record Report(string Id, string Format, byte[] File, DateTimeOffset ReceivedAt, long ToldSize);
}
