using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Invoicing;
using Smart.Functions.Repair;
using Smart.Shared.Invoicing;
using Smart.Shared.Settings;

namespace Smart.Functions.Composition;

internal static class InvoicingServices
{
    internal static IServiceCollection AddInvoicing(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<InvoicingSettings>(configuration.GetSection("Invoicing"))
        .AddSingleton<InvoiceNumbers>()
        .AddSingleton<InvoiceWriter>()
        .AddSingleton<InvoiceClaims>()
        .AddSingleton<InvoiceService>()
        .AddSingleton<InvoiceReader>()
        .AddSingleton<InvoiceWriteOff>()
        .AddSingleton<InvoiceDocuments>()
        .AddSingleton<InvoiceDelivery>()
        .AddSingleton<InvoicePdfs>()
        .AddSingleton<IRepair, InvoiceRepair>();
}
