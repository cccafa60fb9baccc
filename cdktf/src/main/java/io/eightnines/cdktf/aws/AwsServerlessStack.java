package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_api.Apigatewayv2Api;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_api_mapping.Apigatewayv2ApiMapping;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_domain_name.Apigatewayv2DomainName;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_domain_name.Apigatewayv2DomainNameDomainNameConfiguration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_integration.Apigatewayv2Integration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_route.Apigatewayv2Route;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2Stage;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2StageDefaultRouteSettings;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAlias;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import io.eightnines.cdktf.aws.Alarms.Bad;
import io.eightnines.cdktf.aws.Alarms.Metric;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Topology;
import java.util.Map;
import software.constructs.Construct;

/**
 * The API of a region as functions that requests start, behind an HTTP API with the service's own
 * name. The image is the one that the containers run.
 *
 * <p>An HTTP API has no fixed addresses, so DNS reaches it by an alias and not by address: output
 * {@code alias_target}.
 */
public final class AwsServerlessStack extends TerraformStack {
  public AwsServerlessStack(
      Construct scope, Topology topology, Region region, Shape.Serverless shape) {
    super(scope, "serverless-" + region.id());
    var place = region.location().providerRegion();
    new RemoteState(topology.organisation(), place).inS3(this, getNode().getId());
    AwsStack.in(this, topology.organisation(), place);
    var key = new RegionKey(this, place, "Logs and alarms of functions in " + region.id());
    var live = new Functions(this, region, key).run(shape, topology.fleet().image());
    var api = api(region, shape, live);
    named(topology.service().name().text(), api);
    watch(new Alarms(this, key), live);
  }

  private Apigatewayv2Stage api(Region region, Shape.Serverless shape, LambdaAlias live) {
    var api =
        Apigatewayv2Api.Builder.create(this, "api")
            .name(region.id().text())
            .protocolType("HTTP")
            .disableExecuteApiEndpoint(true) // the name with our certificate is the only way in
            .build();
    var integration =
        Apigatewayv2Integration.Builder.create(this, "to-function")
            .apiId(api.getId())
            .integrationType("AWS_PROXY")
            .integrationUri(live.getInvokeArn())
            .payloadFormatVersion("2.0")
            .timeoutMilliseconds(10_000)
            .build();
    Apigatewayv2Route.Builder.create(this, "everything")
        .apiId(api.getId())
        .routeKey("$default")
        .target("integrations/" + integration.getId())
        .build();
    LambdaPermission.Builder.create(this, "gateway-may-invoke")
        .statementId("gateway")
        .action("lambda:InvokeFunction")
        .functionName(live.getFunctionName())
        .qualifier(live.getName())
        .principal("apigateway.amazonaws.com")
        .sourceArn(api.getExecutionArn() + "/*")
        .build();
    return Apigatewayv2Stage.Builder.create(this, "default")
        .apiId(api.getId())
        .name("$default")
        .autoDeploy(true)
        .defaultRouteSettings(
            Apigatewayv2StageDefaultRouteSettings.builder()
                .throttlingBurstLimit(shape.count().max())
                .throttlingRateLimit(shape.capacity())
                .build())
        .build();
  }

  private void named(String name, Apigatewayv2Stage stage) {
    var domain =
        Apigatewayv2DomainName.Builder.create(this, "domain")
            .domainName(name)
            .domainNameConfiguration(
                Apigatewayv2DomainNameDomainNameConfiguration.builder()
                    .certificateArn(AwsRegionStack.CERTIFICATE.in(this))
                    .endpointType("REGIONAL")
                    .securityPolicy("TLS_1_2")
                    .build())
            .build();
    Apigatewayv2ApiMapping.Builder.create(this, "mapping")
        .apiId(stage.getApiId())
        .domainName(domain.getId())
        .stage(stage.getId())
        .build();
    TerraformOutput.Builder.create(this, "alias_target")
        .description("What an alias record of the service's name points at for this region.")
        .value(domain.getDomainNameConfiguration().getTargetDomainName())
        .build();
  }

  private static void watch(Alarms alarms, LambdaAlias live) {
    var function = Map.of("FunctionName", live.getFunctionName());
    alarms.when(
        "function-errors",
        new Metric("AWS/Lambda", "Errors", "Sum", function),
        Bad.ABOVE,
        0,
        false,
        "Functions end with errors.");
    alarms.when(
        "function-throttled",
        new Metric("AWS/Lambda", "Throttles", "Sum", function),
        Bad.ABOVE,
        0,
        false,
        "More requests at once than the functions may run.");
  }
}
