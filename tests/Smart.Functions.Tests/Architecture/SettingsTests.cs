using System.Text.RegularExpressions;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Architecture;

public partial class SettingsTests
{
    private const string AppModule = "infra/bicep/modules/app.bicep";
    private const string StorageModule = "infra/bicep/modules/storage.bicep";

    /// <summary>Read by the code, never set in Azure: the emulator's connection, and the address of what stands in for Stripe.</summary>
    private static readonly string[] ElsewhereOnly = ["Storage:ConnectionString", "Stripe:ApiBase"];

    /// <summary>Set in Azure for the host, its extensions and the identity library, which read them by these names.</summary>
    private static readonly string[] ReadByThePlatform =
    [
        "AzureWebJobsStorage:accountName", "AzureWebJobsStorage:credential", "AzureWebJobsStorage:clientId",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
        "ServiceBus:credential", "ServiceBus:clientId",
    ];

    /// <summary>Files that read what the platform itself sets, through a constant.</summary>
    private static readonly string[] ReadersOfThePlatform = ["functions/Http/AuthenticationGuard.cs"];

    private static readonly (string Path, string Text)[] Sources =
        [.. SourceTree.Files("functions", "*.cs"), .. SourceTree.Files("shared", "*.cs")];

    [Fact]
    public void Settings_ThatTheCodeReads_AreSetInAzure() =>
        ReadByTheCode().Except(ElsewhereOnly).Except(SetInAzure()).ShouldBeEmpty();

    [Fact]
    public void Settings_ThatAzureGets_AreReadByTheCode() =>
        SetInAzure().Except(ReadByThePlatform).Except(ReadByTheCode()).ShouldBeEmpty();

    [Fact]
    public void Exceptions_AreStillNeeded()
    {
        ElsewhereOnly.Except(ReadByTheCode()).ShouldBeEmpty();
        ReadByThePlatform.Except(SetInAzure()).ShouldBeEmpty();
    }

    [Fact]
    public void Settings_AreReadByLiteralNamesOnly() =>
        Sources.Where(file => !ReadersOfThePlatform.Contains(file.Path))
            .Where(file => UnreadableName.IsMatch(file.Text))
            .Select(file => file.Path)
            .Except(["functions/Composition/SmartServices.cs"]) // Required(configuration, "...") hands a literal on.
            .ShouldBeEmpty();

    [Fact]
    public void Tables_ThatTheCodeNames_AreMadeInAzure()
    {
        var block = Regex.Match(SourceTree.Read(StorageModule), @"var tableNames = \[(?<names>[^\]]*)\]").Groups["names"].Value;

        Regex.Matches(block, "'(?<name>[A-Za-z]+)'").Select(match => match.Groups["name"].Value).ShouldBe(TableNames.All);
    }

    private static HashSet<string> ReadByTheCode() =>
    [
        .. Sources.SelectMany(file => LiteralName.Matches(file.Text)).Select(match => match.Groups["name"].Value),
        .. Sources.SelectMany(file => TriggerName.Matches(file.Text)).Select(match => match.Groups["name"].Value),
        .. Sources.SelectMany(file => ConnectionName.Matches(file.Text)).Select(match => $"{match.Groups["name"].Value}:fullyQualifiedNamespace"),
        .. Sources.SelectMany(file => BoundSection.Matches(file.Text))
            .SelectMany(match => PropertiesOf(match.Groups["type"].Value).Select(property => $"{match.Groups["section"].Value}:{property}")),
    ];

    private static IEnumerable<string> PropertiesOf(string type) => ProductCode.Shared.GetTypes().Concat(ProductCode.Functions.GetTypes())
        .Single(candidate => candidate.Name == type)
        .GetProperties()
        .Where(property => property.CanWrite)
        .Select(property => property.Name);

    private static HashSet<string> SetInAzure()
    {
        var block = SettingsBlock.Match(SourceTree.Read(AppModule)).Groups["block"].Value;
        var names = SettingName.Matches(block).Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)).ToList();
        names.Count.ShouldBeGreaterThan(10);
        names.ShouldBeUnique();
        return [.. names];
    }

    [GeneratedRegex(@"(configuration\[|Required\(configuration, )""(?<name>[^""]+)""")]
    private static partial Regex LiteralName { get; }

    [GeneratedRegex(@"configuration(\[|\.GetSection\(|\.GetValue<\w+>\(|\.GetConnectionString\()[^""]|Environment\.GetEnvironmentVariable")]
    private static partial Regex UnreadableName { get; }

    [GeneratedRegex(@"Trigger\(""%(?<name>[A-Za-z:_]+)%""")]
    private static partial Regex TriggerName { get; }

    [GeneratedRegex(@"Connection = ""(?<name>\w+)""")]
    private static partial Regex ConnectionName { get; }

    [GeneratedRegex(@"Configure<(?<type>\w+)>\(configuration\.GetSection\(""(?<section>\w+)""\)\)")]
    private static partial Regex BoundSection { get; }

    [GeneratedRegex(@"name: 'appsettings'\s+properties: \{(?<block>.*?)^    \}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SettingsBlock { get; }

    [GeneratedRegex(@"^\s+(?<name>\w+): ", RegexOptions.Multiline)]
    private static partial Regex SettingName { get; }
}
