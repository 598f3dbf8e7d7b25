using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Durable;
using Smart.Shared.Dunning;

namespace Smart.Functions.Composition;

internal static class DunningServices
{
    internal static IServiceCollection AddDunning(this IServiceCollection services) => services
        .AddSingleton<DunningPolicies>()
        .AddSingleton<CaseReader>()
        .AddSingleton<CaseService>()
        .AddSingleton<CaseEvaluation>()
        .AddSingleton<LetterContent>()
        .AddSingleton<LetterService>()
        .AddSingleton<ReminderIndex>()
        .AddSingleton<SweepLog>()
        .AddSingleton<LetterArchive>()
        .AddSingleton<CaseHints>();
}
