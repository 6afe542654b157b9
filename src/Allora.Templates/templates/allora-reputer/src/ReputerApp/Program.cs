using Allora.Sdk.Native;
using Allora.Sdk.Roles;
using ReputerApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
var section = builder.Configuration.GetSection("Allora");
//-:cnd:noEmit
#if DEBUG
var allora = section["Network"] is null && section["ChainId"] is null
    ? await OwnChain.AddAsync(builder.Services, section.GetValue<ulong>("Reputers:main:TopicId"))
    : builder.Services.AddAllora(section);
#else
var allora = builder.Services.AddAllora(section);
#endif
//+:cnd:noEmit
// The loss of your topic: its own (loss_method) if this argument is left out. ztae and zptae need a standard deviation.
allora.UseNativeSecp256k1().AddAlloraReputer<Truth>(section.GetSection("Reputers:main"), ReputerLoss.Of("mse"));
return await builder.Build().RunAlloraAsync();
