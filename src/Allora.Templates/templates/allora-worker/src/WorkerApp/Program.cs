using Allora.Sdk.Native;
using WorkerApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
var section = builder.Configuration.GetSection("Allora");
//-:cnd:noEmit
#if DEBUG
var allora = section["Network"] is null && section["ChainId"] is null
    ? await OwnChain.AddAsync(builder.Services, section.GetValue<ulong>("Workers:main:TopicId"))
    : builder.Services.AddAllora(section);
#else
var allora = builder.Services.AddAllora(section);
#endif
//+:cnd:noEmit
allora.UseNativeSecp256k1().AddAlloraWorker<Model>(section.GetSection("Workers:main"));
return await builder.Build().RunAlloraAsync();
