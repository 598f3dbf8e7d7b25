using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Debtors;
using Smart.Shared.Debtors;

namespace Smart.Functions.Composition;

internal static class DebtorServices
{
    internal static IServiceCollection AddDebtors(this IServiceCollection services) => services
        .AddSingleton<DebtorService>()
        .AddSingleton<DebtorReader>()
        .AddSingleton<DebtorStatements>()
        .AddSingleton<ArrangementService>()
        .AddSingleton<DebtorAccess>();
}
