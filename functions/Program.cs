using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Smart.Functions.Composition;
using Smart.Functions.Http;

var builder = FunctionsApplication.CreateBuilder(args);

AuthenticationGuard.Check(builder.Configuration);

builder.ConfigureFunctionsWebApplication().UseSmart();
builder.Services.AddSmart(builder.Configuration);

await builder.Build().RunAsync();
