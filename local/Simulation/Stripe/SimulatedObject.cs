using System.Text.Json.Nodes;

namespace Smart.Local.Simulation;

/// <summary>Reads the objects of the simulated card payments.</summary>
public static class SimulatedObject
{
    /// <summary>The object's id.</summary>
    public static string Id(this JsonObject item) => item["id"]!.GetValue<string>();

    /// <summary>A text; empty when it is absent.</summary>
    public static string Text(this JsonObject item, string name) => item[name]?.GetValue<string>() ?? "";

    /// <summary>A number; zero when it is absent.</summary>
    public static long Number(this JsonObject item, string name) => item[name]?.GetValue<long>() ?? 0;
}
