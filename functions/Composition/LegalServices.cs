using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Debtors;
using Smart.Shared.Legal;
using Smart.Shared.Settings;

namespace Smart.Functions.Composition;

internal static class LegalServices
{
    internal static IServiceCollection AddLegal(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<LegalSettings>(configuration.GetSection("Legal"))
        .AddSingleton<DebtorLedger>()
        .AddSingleton<LegalFiles>()
        .AddSingleton<LegalFileBuilder>()
        .AddSingleton<LegalPreparation>()
        .AddSingleton<LegalApproval>()
        .AddSingleton<LegalHandOver>();
}
