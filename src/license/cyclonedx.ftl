<#-- What the jar carries, in the form of CycloneDX 1.6, from what the licence plugin knows of each dependency. -->
<#assign spdx = ["Apache-2.0", "MIT", "BSD-2-Clause", "0BSD", "EPL-2.0", "LGPL-2.1-only", "LGPL-2.1-or-later"]/>
{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {
    "component": {
      "type": "application",
      "bom-ref": "pkg:maven/dev.marksheet/marksheet@@project.version@?type=jar",
      "group": "dev.marksheet",
      "name": "marksheet",
      "version": "@project.version@",
      "licenses": [{"license": {"id": "Apache-2.0"}}],
      "purl": "pkg:maven/dev.marksheet/marksheet@@project.version@?type=jar"
    }
  },
  "components": [
<#list dependencyMap as e>
<#assign p = e.getKey()/>
<#assign purl = "pkg:maven/" + p.groupId + "/" + p.artifactId + "@" + p.version + "?type=jar"/>
    {
      "type": "library",
      "bom-ref": "${purl?json_string}",
      "group": "${p.groupId?json_string}",
      "name": "${p.artifactId?json_string}",
      "version": "${p.version?json_string}",
      "licenses": [<#list e.getValue() as licence><#if spdx?seq_contains(licence)>{"license": {"id": "${licence?json_string}"}}<#else>{"license": {"name": "${licence?json_string}"}}</#if><#sep>, </#sep></#list>],
      "purl": "${purl?json_string}"
    }<#sep>,</#sep>
</#list>
  ]
}
